import type { Browser } from 'playwright-core';

/**
 * Starts the first browser found: CHROMIUM_PATH, the one in node_modules, the system's, Chrome, Edge, or one that Playwright installed.
 * @throws Error with the one command to run when there is none
 */
export function launchBrowser(): Promise<Browser>;
