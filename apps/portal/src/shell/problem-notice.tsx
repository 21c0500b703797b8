import type { ReactNode } from 'react';
import { RefusedError, UnreachableError } from '../api/api-error.ts';
import { ShapeError } from '../api/shape.ts';

export interface Told {
  readonly title: string;
  readonly detail: string;
  readonly remedy: string;
}

/** What a failure says to a person: what happened, the detail, what to do. */
export const tell = (error: Error): Told => {
  if (error instanceof RefusedError) return error.problem;
  if (error instanceof UnreachableError)
    return {
      title: 'The server can not be reached',
      detail: error.message,
      remedy: 'Check that it runs and that this machine is connected. This page keeps trying.',
    };
  if (error instanceof ShapeError)
    return {
      title: 'The server speaks another version than this page',
      detail: error.message,
      remedy: 'Reload the page to get the version that fits.',
    };
  return {
    title: 'This page made a mistake',
    detail: error.message,
    remedy: 'Reload the page. If it comes back, report it with this text.',
  };
};

/** A failure shown where it matters. */
export const ProblemNotice = ({ error, children }: { readonly error: Error; readonly children?: ReactNode }) => {
  const { title, detail, remedy } = tell(error);
  return (
    <section className="notice notice-bad" role="alert">
      <h2 className="notice-title">{title}</h2>
      <p className="wrap-anywhere">{detail}</p>
      <p className="remedy">{remedy}</p>
      {children}
    </section>
  );
};
