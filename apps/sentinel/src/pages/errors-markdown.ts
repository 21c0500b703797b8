import { type Refusal, refusals } from '@wowlab/protocol';

/** docs/errors.md: every refusal, from the one table of them. */
export const errorsMarkdown = (): string => {
  const rows = Object.entries<Refusal>(refusals)
    .sort(([, left], [, right]) => left.status - right.status)
    .map(
      ([code, { status, title, remedy, retryable }]) =>
        `| \`${code}\` | ${status} | ${title} | ${remedy} | ${retryable === true ? 'yes' : ''} |`,
    );
  return `# Errors

Every refusal is a problem of RFC 9457 (\`application/problem+json\`): \`type\` is \`/problems/<code>\` and opens as a page,
\`detail\` quotes what was sent, \`remedy\` says what to do, \`instance\` names the request in the logs. \`errors\` lists each
fault of a body or a profile with its field, line, column, value and remedy. 429 and 503 carry \`Retry-After\`, in seconds,
and \`retryAfterMs\`. The same request may succeed later where the last column says so, and only there.

Generated from \`packages/protocol/src/refusals.ts\` by \`npm run generate:errors -w @wowlab/sentinel\`.

| code | status | what | what to do | retry |
| --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
};
