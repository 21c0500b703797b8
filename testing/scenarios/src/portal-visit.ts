import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** A page of the portal, and what a strict policy must never see of it. */
export interface PortalVisit {
  readonly page: Page;
  /** What broke the content security policy, went to another origin, or threw; wanted: nothing. */
  readonly offences: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

const collectViolations = `
  globalThis.policyViolations = [];
  document.addEventListener('securitypolicyviolation', (event) => {
    globalThis.policyViolations.push(event.effectiveDirective + ' ' + event.blockedURI + ' ' + event.sourceFile);
  });
`;

const originOf = (url: string): string => new URL(url.replace(/^ws/, 'http')).origin;

/** Opens the portal at `path` in a context of its own and watches what it does. */
export const visitPortal = async (
  browser: Browser,
  origin: string,
  path: string,
  options: BrowserContextOptions = {},
): Promise<PortalVisit> => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, colorScheme: 'dark', ...options });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
  const page = await context.newPage();
  const seen: string[] = [];
  const kept: string[] = [];
  await page.addInitScript(collectViolations);
  page.on('pageerror', (error) => seen.push(`uncaught: ${error.message}`));
  page.on('request', (request) => {
    const { protocol } = new URL(request.url());
    if (protocol.startsWith('http') && originOf(request.url()) !== origin) seen.push(`request to ${request.url()}`);
  });
  page.on('websocket', (socket) => {
    if (originOf(socket.url()) !== origin) seen.push(`socket to ${socket.url()}`);
  });
  page.on('console', (message) => {
    if (/Content Security Policy/iu.test(message.text())) kept.push(`policy: ${message.text()}`);
  });
  await page.goto(new URL(path, origin).href);
  return {
    page,
    offences: async () => [...seen, ...kept, ...(await page.evaluate<string[]>('globalThis.policyViolations'))],
    close: () => context.close(),
  };
};
