-- Every key of the coordination state. `keys.ts` says what each holds; a test holds the two files together.
-- KEYS[1] is the shard tag, `{wl}`: all keys share it, so a state change and its outbox entry are one script. The generator
-- writes each key in place where it is used, one line here being one key.
local tag = KEYS[1] .. ':'
local key = {
  outbox = tag .. 'outbox',
  fair = tag .. 'fair',
  fair_clock = tag .. 'fair:clock',
  jobs_queued = tag .. 'jobs:queued',
  jobs_running = tag .. 'jobs:running',
  jobs_archived = tag .. 'jobs:archived',
  jobs_active_by_owner = tag .. 'jobs:active-by-owner',
  folds = tag .. 'folds',
  nodes = tag .. 'nodes',
  nodes_live = tag .. 'nodes:live',
  nodes_dead = tag .. 'nodes:dead',
  nodes_unchecked = tag .. 'nodes:unchecked',
  workers = tag .. 'workers',
  config_uses = tag .. 'config-uses',
  swept = tag .. 'swept',
}
function key.job(id) return tag .. 'job:' .. id end
function key.job_definition(id) return tag .. 'job:' .. id .. ':definition' end
function key.job_configs(id) return tag .. 'job:' .. id .. ':configs' end
function key.job_chunks(id) return tag .. 'job:' .. id .. ':chunks' end
function key.job_open(id) return tag .. 'job:' .. id .. ':open' end
function key.job_proofs(id) return tag .. 'job:' .. id .. ':proofs' end
function key.job_cursors(id) return tag .. 'job:' .. id .. ':cursors' end
function key.job_arms(id) return tag .. 'job:' .. id .. ':arms' end
function key.job_segments(id) return tag .. 'job:' .. id .. ':segments' end
function key.job_pending(id, segment) return tag .. 'job:' .. id .. ':pending:' .. segment end
function key.job_dirty(id) return tag .. 'job:' .. id .. ':dirty' end
function key.job_holders(id) return tag .. 'job:' .. id .. ':holders' end
function key.job_results(id) return tag .. 'job:' .. id .. ':results' end
function key.config(hash) return tag .. 'config:' .. hash end
function key.idempotency(owner, name) return tag .. 'idempotency:' .. owner .. ':' .. name end
function key.owner_jobs(owner) return tag .. 'owner:' .. owner .. ':jobs' end
function key.run_owners(build) return tag .. 'run:' .. build end
function key.run_jobs(build, owner) return tag .. 'run:' .. build .. ':' .. owner end
function key.node(id) return tag .. 'node:' .. id end
function key.node_leases(id) return tag .. 'node:' .. id .. ':leases' end
function key.node_unproven(id) return tag .. 'node:' .. id .. ':unproven' end
function key.node_ended(id) return tag .. 'node:' .. id .. ':ended' end
function key.node_answers(id) return tag .. 'node:' .. id .. ':answers' end
function key.claim(code) return tag .. 'claim:' .. code end
function key.enrolment(token) return tag .. 'enrolment:' .. token end
function key.idle(build) return tag .. 'idle:' .. build end
function key.meter(bucket) return tag .. 'meter:' .. bucket end
function key.term(name) return tag .. 'term:' .. name end
function key.rate(bucket) return tag .. 'rate:' .. bucket end
function key.nonce(nonce) return tag .. 'nonce:' .. nonce end
