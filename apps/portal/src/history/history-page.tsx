import { channels } from '@wowlab/protocol';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useNow } from '../format/use-now.ts';
import { hasEnded } from '../job/job-view.ts';
import { useChannel } from '../realtime/use-channel.ts';
import { useConnection } from '../realtime/use-connection.ts';
import { PageHeading } from '../shell/page-heading.tsx';
import { ProblemNotice } from '../shell/problem-notice.tsx';
import { useServices } from '../shell/services.ts';
import { JobRow } from './job-row.tsx';
import { uniqueJobs } from './unique-jobs.ts';

/** How often the list is read: nothing under way, something under way, no live connection. */
const pollMs = { quiet: 30_000, busy: 4_000, polling: 3_000 } as const;
const ageTickMs = 5_000;

/** The user's jobs, newest first. */
export const HistoryPage = () => {
  const { api } = useServices();
  const connection = useConnection();
  const nowMs = useNow(ageTickMs);
  const user = useQuery({ queryKey: ['user'], queryFn: api.userId, staleTime: Number.POSITIVE_INFINITY });
  const list = useInfiniteQuery({
    queryKey: ['jobs'],
    queryFn: ({ pageParam, signal }) => api.jobs(pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: ({ state: { data } }) => {
      const busy = data?.pages.some(({ jobs }) => jobs.some(({ state }) => !hasEnded(state))) ?? false;
      if (connection !== 'live') return pollMs.polling;
      return busy ? pollMs.busy : pollMs.quiet;
    },
  });
  const reread = () => void list.refetch({ cancelRefetch: false });
  useChannel(user.data === undefined ? null : channels.user(user.data), { onMessage: reread, onResync: reread });

  const jobs = uniqueJobs(list.data?.pages ?? []);
  return (
    <div className="page">
      <PageHeading title="History" />
      {list.error !== null && <ProblemNotice error={list.error} />}
      {list.data === undefined && list.error === null && <output>Reading your jobs…</output>}
      {list.data !== undefined && jobs.length === 0 && (
        <div className="empty">
          <p>No job yet.</p>
          <Link to="/" className="button">
            Simulate a character
          </Link>
        </div>
      )}
      {jobs.length > 0 && (
        <table className="table table-jobs">
          <caption className="sr-only">Jobs, newest first</caption>
          <thead>
            <tr>
              <th scope="col">Job</th>
              <th scope="col">State</th>
              <th scope="col" className="num">
                DPS
              </th>
              <th scope="col" className="num col-wide">
                Error
              </th>
              <th scope="col" className="num col-wide">
                Iterations
              </th>
              <th scope="col" className="num col-wide">
                Seed
              </th>
              <th scope="col" className="num col-wide">
                Took
              </th>
              <th scope="col" className="num">
                Submitted
              </th>
            </tr>
          </thead>
          <tbody>
            {jobs.map((job) => (
              <JobRow key={job.id} job={job} nowMs={nowMs} />
            ))}
          </tbody>
        </table>
      )}
      {list.hasNextPage && (
        <button
          type="button"
          className="button more"
          disabled={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {list.isFetchingNextPage ? 'Reading…' : 'Older jobs'}
        </button>
      )}
    </div>
  );
};
