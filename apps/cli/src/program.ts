import { limits } from '@wowlab/protocol';
import { Argument, Command, Option } from 'commander';
import { completionScript, type Shell, shells } from './completion-script.ts';
import { addJobOptions, wholeNumber } from './job-options.ts';

const defaultServer = 'http://127.0.0.1:7080';
const maxWorkers = 256;
const maxInstances = 16;
const maxPort = 65_535;
const maxPage = 100;

const serverOption = (): Option =>
  new Option('-s, --server <url>', 'address of the sentinels').env('WOWLAB_SERVER').default(defaultServer);
const jsonOption = (): Option => new Option('--json', 'print JSON for programs');
/** How a report is shown. */
const addReportOptions = (command: Command): Command =>
  command
    .addOption(jsonOption())
    .addOption(
      new Option('--format <name>', 'print the report as JSON: ours, or in the shape of simc’s json2')
        .choices(['json', 'json2'])
        .conflicts('json'),
    )
    .addOption(new Option('--details', 'print every section of the report'))
    .addOption(new Option('--html <file>', 'write the report as one web page that stands alone'));
const profileArgument = (): Argument =>
  new Argument('<file>', 'a SimulationCraft profile or addon export; - reads standard input');
const nodeArgument = (): Argument => new Argument('<node>', 'id of the machine, as `wowlab nodes` lists it');
const shareOption = (): Option =>
  new Option('--share <with>', 'whose jobs it runs; yours alone unless said').choices(['private', 'users', 'public']);
const userOption = (): Option => new Option('--user <id...>', 'users it also serves');
const jobArgument = (): Argument => new Argument('<id>', 'id of the job');
const statList = (text: string): readonly string[] =>
  text
    .split(',')
    .map((stat) => stat.trim())
    .filter((stat) => stat !== '');
const count = (minimum: number, maximum: number) => wholeNumber(minimum, maximum);

/**
 * The command with all its subcommands. Actions are loaded when they run, so that `--help` and completion start at once.
 */
export const makeProgram = (version: string): Command => {
  const program = new Command('wowlab')
    .description('Simulate World of Warcraft characters on a network of machines that players own or lend.')
    .version(version)
    .showHelpAfterError('(add --help for what the command takes)')
    .exitOverride()
    .configureHelp({ showGlobalOptions: true });

  addJobOptions(
    program
      .command('up')
      .description('run the whole system on this machine until Ctrl-C, then drain')
      .addOption(
        new Option('-p, --port <n>', 'port of the one address; 0 takes a free one').argParser(count(0, maxPort)),
      )
      .addOption(new Option('--data <dir>', 'where everything is kept; a restart keeps it').env('WOWLAB_DATA'))
      .addOption(new Option('--sentinels <n>', 'how many sentinels').argParser(count(1, maxInstances)).default(2))
      .addOption(new Option('--nodes <n>', 'how many nodes').argParser(count(0, maxInstances)).default(1))
      .addOption(new Option('-w, --workers <n>', 'worker threads of each node').argParser(count(1, maxWorkers)))
      .addOption(new Option('--realtime <n>', 'how many realtime servers').argParser(count(1, maxInstances)).default(1))
      .addOption(
        new Option('--once <file>', 'simulate this profile through the whole path, print its report, stop everything'),
      )
      .addOption(new Option('--name <text>', 'with --once: a name for the list of jobs'))
      .addOption(jsonOption()),
  ).action(async (_options, command: Command) => (await import('./commands/up.ts')).up(command.opts()));

  addJobOptions(
    addReportOptions(
      program
        .command('sim')
        .description('simulate a profile and print the report')
        .addArgument(profileArgument())
        .addOption(serverOption())
        .addOption(new Option('--local', 'compute on this machine alone, without any service'))
        .addOption(new Option('-w, --workers <n>', 'with --local: worker threads').argParser(count(1, maxWorkers)))
        .addOption(new Option('--name <text>', 'a name for the list of jobs')),
    ),
  ).action(async (file: string, _options, command: Command) =>
    (await import('./commands/sim.ts')).sim(file, command.opts()),
  );

  program
    .command('sequence')
    .description('replay one iteration on this machine and print what happens in it, event by event')
    .addArgument(profileArgument())
    .addOption(
      new Option('--seed <n>', 'seed of the job; without one the profile’s or 1').argParser(count(0, limits.maxSeed)),
    )
    .addOption(
      new Option('-I, --iteration <n>', 'which iteration, from 0')
        .argParser(count(0, limits.maxIterations - 1))
        .default(0),
    )
    .addOption(new Option('--arm <name>', 'which arm; the first unless said'))
    .addOption(jsonOption())
    .action(async (file: string, _options, command: Command) =>
      (await import('./commands/sequence.ts')).sequence(file, command.opts()),
    );

  addJobOptions(
    program
      .command('weights')
      .description('work out what a point of each stat is worth, with a Pawn string')
      .addArgument(profileArgument())
      .addOption(
        new Option(
          '--stats <list>',
          'stats joined by commas, e.g. agility,crit; those gear carries unless said',
        ).argParser(statList),
      )
      .addOption(
        new Option('--delta <points>', 'distance between the two arms of a stat').argParser(
          count(2, limits.maxStatDelta),
        ),
      )
      .addOption(serverOption())
      .addOption(new Option('--local', 'compute on this machine alone, without any service'))
      .addOption(new Option('-w, --workers <n>', 'with --local: worker threads').argParser(count(1, maxWorkers)))
      .addOption(new Option('--name <text>', 'a name for the list of jobs'))
      .addOption(jsonOption()),
  ).action(async (file: string, _options, command: Command) =>
    (await import('./commands/weights.ts')).weights(file, command.opts()),
  );

  addJobOptions(
    program
      .command('submit')
      .description('hand in a job and print its id')
      .addArgument(profileArgument())
      .addOption(serverOption())
      .addOption(new Option('--name <text>', 'a name for the list of jobs'))
      .addOption(new Option('--idempotency-key <key>', 'the same key never makes a second job'))
      .addOption(jsonOption()),
  ).action(async (file: string, _options, command: Command) =>
    (await import('./commands/submit.ts')).submit(file, command.opts()),
  );

  addReportOptions(
    program
      .command('watch')
      .description('follow a job to its end and print the report')
      .addArgument(jobArgument())
      .addOption(serverOption()),
  ).action(async (id: string, _options, command: Command) =>
    (await import('./commands/watch.ts')).watch(id, command.opts()),
  );

  program
    .command('jobs')
    .description('list what you asked, newest first')
    .addOption(serverOption())
    .addOption(new Option('-n, --limit <n>', 'how many').argParser(count(1, maxPage)).default(20))
    .addOption(new Option('--cursor <text>', 'go on where the last page ended'))
    .addOption(jsonOption())
    .action(async (_options, command: Command) => (await import('./commands/jobs.ts')).jobs(command.opts()));

  program
    .command('job')
    .description('show one job')
    .addArgument(jobArgument())
    .addOption(serverOption())
    .addOption(jsonOption())
    .action(async (id: string, _options, command: Command) =>
      (await import('./commands/job.ts')).job(id, command.opts()),
    );

  program
    .command('cancel')
    .description('stop a job')
    .addArgument(jobArgument())
    .addOption(serverOption())
    .addOption(jsonOption())
    .action(async (id: string, _options, command: Command) =>
      (await import('./commands/cancel.ts')).cancel(id, command.opts()),
    );

  program
    .command('nodes')
    .description('list the fleet and its heartbeats')
    .addOption(serverOption())
    .addOption(jsonOption())
    .action(async (_options, command: Command) => (await import('./commands/nodes.ts')).nodes(command.opts()));

  program
    .command('node')
    .description('lend this machine: lease chunks, compute them, report them, until Ctrl-C')
    .addOption(serverOption())
    .addOption(new Option('--data <dir>', 'key, undelivered results and cached configs').env('WOWLAB_DATA_DIR'))
    .addOption(
      new Option('-w, --workers <n>', 'worker threads; one per core unless said').argParser(count(1, maxWorkers)),
    )
    .addOption(new Option('--name <text>', 'name in the fleet; the host name unless said'))
    .addOption(
      new Option('--enrolment <token>', 'whose this machine becomes, by a token of `wowlab enrol`').env(
        'WOWLAB_ENROLMENT',
      ),
    )
    .addOption(new Option('--rotate-key', 'move this machine to a new key and stop; its agent must not be running'))
    .action(async (_options, command: Command) => (await import('./commands/node.ts')).node(command.opts()));

  program
    .command('claim')
    .description('make the machine that shows a code yours')
    .addArgument(new Argument('<code>', 'the code the machine shows'))
    .addOption(serverOption())
    .addOption(shareOption())
    .addOption(userOption())
    .addOption(jsonOption())
    .action(async (code: string, _options, command: Command) =>
      (await import('./commands/claim.ts')).claim(code, command.opts()),
    );

  program
    .command('share')
    .description('say whose jobs a machine of yours runs')
    .addArgument(nodeArgument())
    .addOption(serverOption())
    .addOption(shareOption())
    .addOption(userOption())
    .addOption(jsonOption())
    .action(async (id: string, _options, command: Command) =>
      (await import('./commands/own-node.ts')).shareNode(id, command.opts()),
    );

  program
    .command('release')
    .description('give a machine up: it is nobody’s until it is claimed again')
    .addArgument(nodeArgument())
    .addOption(serverOption())
    .addOption(jsonOption())
    .action(async (id: string, _options, command: Command) =>
      (await import('./commands/own-node.ts')).releaseNode(id, command.opts()),
    );

  program
    .command('revoke')
    .description('make the key of a machine count for nothing, for good')
    .addArgument(nodeArgument())
    .addOption(serverOption())
    .addOption(jsonOption())
    .action(async (id: string, _options, command: Command) =>
      (await import('./commands/own-node.ts')).revokeNode(id, command.opts()),
    );

  program
    .command('enrol')
    .description('make a token with which machines become yours as they start')
    .addOption(serverOption())
    .addOption(shareOption())
    .addOption(userOption())
    .addOption(
      new Option('--machines <n>', 'how many may use it').argParser(count(1, limits.maxEnrolledNodes)).default(1),
    )
    .addOption(
      new Option('--minutes <n>', 'how long it is good').argParser(count(1, limits.maxEnrolmentMinutes)).default(60),
    )
    .addOption(jsonOption())
    .action(async (_options, command: Command) => (await import('./commands/enrol.ts')).enrol(command.opts()));

  program
    .command('doctor')
    .description('check each part, and say the remedy')
    .addOption(serverOption())
    .addOption(jsonOption())
    .action(async (_options, command: Command) => (await import('./commands/doctor.ts')).doctor(command.opts()));

  program
    .command('completion')
    .description('print a completion script')
    .addArgument(new Argument('<shell>').choices(shells))
    .action((shell: Shell) => {
      process.stdout.write(completionScript(shell, program));
    });

  return program;
};
