export { freePort, isPortFree } from './free-port.ts';
export type { LocalServer } from './local-server.ts';
export {
  type ManagedProcess,
  type ProcessExit,
  ProcessNotReadyError,
  type ProcessSpec,
  startProcess,
} from './managed-process.ts';
export { type LocalPostgres, type PostgresOptions, startPostgres } from './postgres-server.ts';
export type { PostgresSource } from './postgres-binaries.ts';
export { type RedisOptions, startRedis } from './redis-server.ts';
export { buildBeacon, type BeaconOutcome } from './centrifugo-beacon.ts';
export { type CentrifugoBinary, findCentrifugo } from './centrifugo-binary.ts';
export { type CentrifugoServerOptions, type LocalCentrifugo, startCentrifugo } from './centrifugo-server.ts';
export { type Gateway, type GatewayOptions, startGateway, type Upstream } from './gateway.ts';
export { type LocalProgram, startLocalProgram } from './local-program.ts';
export { type LocalStack, type LocalStackOptions, startLocalStack } from './local-stack.ts';
export { DataDirBusyError } from './data-dir-claim.ts';
