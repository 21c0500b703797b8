import { useParams } from '@tanstack/react-router';
import { JobPage } from './job-page.tsx';

/** Mounts a job's page anew for each job, so that nothing of one is taken for another's. */
export const JobRoute = () => {
  const { jobId } = useParams({ from: '/jobs/$jobId' });
  return <JobPage key={jobId} id={jobId} />;
};
