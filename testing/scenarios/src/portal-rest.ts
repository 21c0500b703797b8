import type { Job, JobPage, Report, Session, SubmitJob } from '@wowlab/protocol';

/** What REST says, read past the portal: the record its pages must equal. */
export interface PortalRest {
  readonly job: (id: string) => Promise<Job>;
  readonly result: (id: string) => Promise<Report>;
  readonly jobs: () => Promise<readonly Job[]>;
  readonly submit: (job: SubmitJob) => Promise<Job>;
  readonly cancel: (id: string) => Promise<void>;
  readonly read: (path: string) => Promise<unknown>;
}

export const openPortalRest = async (origin: string): Promise<PortalRest> => {
  const post = (path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
    fetch(new URL(path, origin), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const valueOf = async (response: Response): Promise<unknown> => {
    const text = await response.text();
    if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${text}`);
    return JSON.parse(text) as unknown;
  };
  const { accessToken } = (await valueOf(await post('/v1/session', {}))) as Session;
  const headers = { authorization: `Bearer ${accessToken}` };
  const read = async (path: string): Promise<unknown> => valueOf(await fetch(new URL(path, origin), { headers }));
  return {
    read,
    job: async (id) => (await read(`/v1/jobs/${id}`)) as Job,
    result: async (id) => (await read(`/v1/jobs/${id}/result`)) as Report,
    jobs: async () => ((await read('/v1/jobs?limit=100')) as JobPage).jobs,
    submit: async (job) => (await valueOf(await post('/v1/jobs', job, headers))) as Job,
    cancel: async (id) => {
      await valueOf(await post(`/v1/jobs/${id}/cancel`, {}, { ...headers, 'if-match': '*' }));
    },
  };
};
