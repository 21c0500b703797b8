import type { LocalChunk } from '@wowlab/scheduling';
import type { NamedSpec } from '@wowlab/simc';

/** What the page tells a worker: first the address of the engine bundle, then one chunk at a time. */
export type WorkerOrder =
  | { readonly kind: 'load'; readonly engineUrl: string }
  | { readonly kind: 'run'; readonly chunk: LocalChunk };

/** What a worker answers, one answer for each order. */
export type WorkerAnswer =
  | { readonly kind: 'ready'; readonly specs: readonly NamedSpec[] }
  | { readonly kind: 'done'; readonly aggregate: string; readonly computeMs: number }
  | { readonly kind: 'failed'; readonly reason: string };
