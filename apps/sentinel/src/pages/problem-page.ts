import { type Refusal, type RefusalCode, refusals } from '@wowlab/protocol';

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => escapes[character] ?? character);

export const problemStylePath = '/problems.css';

export const problemStyle = `:root { color-scheme: light dark; font: 1rem/1.6 system-ui, sans-serif; }
body { max-width: 42rem; margin: 3rem auto; padding: 0 1rem; }
code { font-size: 0.9em; }
dt { font-weight: 600; margin-top: 1rem; }
dd { margin: 0; }
`;

const page = (title: string, body: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · WowLab</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${problemStylePath}">
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;

const isRefusalCode = (code: string): code is RefusalCode => Object.hasOwn(refusals, code);

/** The page that a problem's \`type\` opens; null for a code that is none. */
export const problemPage = (code: string): string | null => {
  if (!isRefusalCode(code)) return null;
  const { status, title, remedy, retryable }: Refusal = refusals[code];
  return page(
    title,
    `<h1>${escapeHtml(title)}</h1>
<dl>
<dt>Code</dt><dd><code>${escapeHtml(code)}</code></dd>
<dt>HTTP status</dt><dd>${status}</dd>
<dt>What to do</dt><dd>${escapeHtml(remedy)}</dd>
<dt>Can the same request succeed later?</dt><dd>${retryable === true ? 'Yes.' : 'No, not as it stands.'}</dd>
</dl>
<p><a href="/problems">All problems</a></p>`,
  );
};

/** The list of all problems. */
export const problemIndex = (): string => {
  const items = Object.entries<Refusal>(refusals)
    .map(
      ([code, { status, title }]) =>
        `<li><a href="/problems/${code}"><code>${code}</code></a> (${status}): ${escapeHtml(title)}</li>`,
    )
    .join('\n');
  return page('Problems', `<h1>Problems</h1>\n<ul>\n${items}\n</ul>`);
};
