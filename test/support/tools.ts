import { it } from '@jest/globals';

const missing = new Set((process.env['PEERWAY_MISSING_TOOLS'] ?? '').split(' '));

/** A test that needs a program of the machine (`pdfsig`, `chromium` …); counted as skipped where that is missing. */
export function itWith(tool: string, sentence: string, test: () => Promise<void> | void, timeoutMs?: number): void {
  (missing.has(tool) ? it.skip : it)(sentence, test, timeoutMs);
}
