import { execFileSync } from 'node:child_process';
import { chromium, type Browser } from 'playwright-core';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const onPath = (name: string): string | null => {
  try {
    return execFileSync('sh', ['-c', 'command -v "$1"', 'sh', name], { encoding: 'utf8' }).trim();
  } catch {
    return null;
  }
};

/**
 * Starts Chromium with a profile of its own, gone when it closes.
 *
 * @throws when there is none, naming the ways to get it.
 */
export const launchChromium = async (): Promise<Browser> => {
  const executablePath = process.env['CHROMIUM_BIN'] ?? onPath('chromium') ?? onPath('chromium-browser');
  if (executablePath === null)
    throw new Error('The browser tests need Chromium: install Debian’s package chromium, or name one in CHROMIUM_BIN.');
  return chromium.launch({ executablePath, headless: true, args: flags });
};
