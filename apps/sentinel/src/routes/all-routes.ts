import type { AnyRoute } from '../http/route.ts';
import { cancelJob } from './cancel-job.ts';
import { confirmClaim, lookUpClaim } from './claim-node.ts';
import { createEnrolment } from './create-enrolment.ts';
import { createSession } from './create-session.ts';
import { getConfig } from './get-config.ts';
import { getJob } from './get-job.ts';
import { getMe } from './get-me.ts';
import { getResult } from './get-result.ts';
import { getStats } from './get-stats.ts';
import { getStatus } from './get-status.ts';
import { healthz, readyz } from './health.ts';
import { listJobs } from './list-jobs.ts';
import { listNodes } from './list-nodes.ts';
import { nodeClaim } from './node-claim.ts';
import { nodeHeartbeat } from './node-heartbeat.ts';
import { registerNode } from './node-register.ts';
import { nodeToken } from './node-token.ts';
import { nodeWork } from './node-work.ts';
import { releaseNode, revokeNode, shareNode } from './own-node.ts';
import { realtimeToken } from './realtime-token.ts';
import { rotateKey } from './rotate-key.ts';
import { submitJob } from './submit-job.ts';

/** Everything the public listener serves as JSON, in the order of the API description. */
export const allRoutes: readonly AnyRoute[] = [
  submitJob,
  listJobs,
  getJob,
  cancelJob,
  getResult,
  listNodes,
  lookUpClaim,
  confirmClaim,
  shareNode,
  releaseNode,
  revokeNode,
  createEnrolment,
  getStats,
  getMe,
  createSession,
  realtimeToken,
  registerNode,
  nodeToken,
  nodeClaim,
  rotateKey,
  nodeHeartbeat,
  nodeWork,
  getConfig,
  getStatus,
  healthz,
  readyz,
];
