import { describe, expect, it } from 'vitest';
import { htmlReport } from './html-report.ts';
import { reportOf } from './test-report.test-support.ts';

const hostile = `"><script>alert(1)</script><img src=x onerror=alert(1)>'&\u202e`;

/** Every tag of a document, without what stands between them. */
const tagsOf = (html: string): readonly string[] => html.match(/<[a-z][^>]*>/g) ?? [];

describe('the page of a report', () => {
  it('shows hostile names and profiles as text', () => {
    const html = htmlReport(reportOf(hostile), { profile: `hunter="${hostile}"</pre>` });
    const plain = htmlReport(reportOf('plain'), { profile: 'hunter="plain"' });
    expect(tagsOf(html)).toEqual(tagsOf(plain));
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).not.toContain('\u202e');
  });

  it('needs nothing but itself and may load nothing', () => {
    const html = htmlReport(reportOf('plain'), { profile: null });
    for (const tag of tagsOf(html)) {
      expect(tag).not.toMatch(/\s(src|href|srcset|data|action|on[a-z]+)=/);
      expect(tag).not.toMatch(/^<(script|link|iframe|object|embed|img|base|form)/);
    }
    expect(html).not.toMatch(/url\(|@import/);
    expect(html).toContain(`default-src 'none'; style-src 'unsafe-inline'`);
  });

  it('has a table with headings for every chart, and names each chart', () => {
    const html = htmlReport(reportOf('plain'), { profile: null });
    expect(html.match(/<svg [^>]*role="img" aria-label="[^"]+"/g)).toHaveLength(2);
    expect(html).toContain('<caption>Iterations by DPS</caption>');
    expect(html).toContain('<caption>DPS by time</caption>');
    expect(html.match(/<table>/g)?.length).toBe(html.match(/<thead><tr><th scope="col"/g)?.length);
  });

  it('gives each id once and points only at ids that are there', () => {
    const report = reportOf('plain');
    const html = htmlReport({ ...report, arms: [...report.arms, ...report.arms] }, { profile: null });
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, id] of html.matchAll(/aria-labelledby="([^"]+)"/g)) expect(ids).toContain(id);
  });

  it('says what was computed and how to compute it again', () => {
    const html = htmlReport(reportOf('plain'), { profile: 'hunter="x"\n' });
    expect(html).toContain('d'.repeat(64));
    expect(html).toContain('wowlab sim profile.simc --local --seed 7 --iterations 100');
    expect(html).toContain('hunter=&quot;x&quot;');
  });

  it('does without details where a report has none', () => {
    const report = reportOf('plain');
    const [{ details: _, ...arm }] = report.arms as [(typeof report.arms)[0]];
    expect(htmlReport({ ...report, arms: [arm] }, { profile: null })).toContain('comes without details');
  });
});
