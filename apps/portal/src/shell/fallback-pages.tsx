import { Link } from '@tanstack/react-router';
import { PageHeading } from './page-heading.tsx';
import { ProblemNotice } from './problem-notice.tsx';

export const NotFoundPage = () => (
  <div className="page page-narrow">
    <PageHeading title="There is no such page" />
    <p>
      Nothing of this portal has the address <code className="wrap-anywhere">{location.pathname}</code>.
    </p>
    <p>
      <Link to="/">Simulate a character</Link> or look through <Link to="/jobs">your jobs</Link>.
    </p>
  </div>
);

export const FailedPage = ({ error }: { readonly error: unknown }) => (
  <div className="page page-narrow">
    <PageHeading title="This page failed" />
    <ProblemNotice error={error instanceof Error ? error : new Error(String(error))} />
    <button type="button" className="button" onClick={() => location.reload()}>
      Reload
    </button>
  </div>
);
