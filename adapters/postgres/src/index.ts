export type {
  Answer,
  Archive,
  ArchivedArm,
  ArchivedArmResult,
  ArchivedJob,
  ArchivedJobPage,
  ArchivedNode,
  ArchivedOwnership,
  ArchivedResult,
  ArchiveOptions,
  ArchiveStats,
  DeadLetter,
  OutboxEntry,
  Unavailable,
  UnfinishedArm,
  WriteOutcome,
} from './archive.ts';
export { type Migrated, type MigrateOptions, migrate } from './migrate.ts';
export { openArchive } from './open-archive.ts';
