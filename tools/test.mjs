// Runs jest on the built tests, says which Debian packages the skipped ones want, and ends with a line that counts.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const TOOLS = { chromium: 'chromium', pdfsig: 'poppler-utils', pdftotext: 'poppler-utils', qpdf: 'qpdf', openssl: 'openssl' };
const missing = Object.keys(TOOLS).filter((tool) => spawnSync('sh', ['-c', `command -v ${tool}`]).status !== 0);
const packages = [...new Set(missing.map((tool) => TOOLS[tool]))];
if (packages.length > 0) {
  console.error(`Tests that need ${missing.join(', ')} are skipped. To run them: apt-get install ${packages.join(' ')}`);
  if (process.env.PEERWAY_SKIP_NOTHING) process.exit(1);
}

const folder = mkdtempSync(join(tmpdir(), 'peerway-jest-'));
const report = join(folder, 'report.json');
// In long runs a worker found Node's tls without createSecureContext, which is what is left of it when it is loaded in the middle of its own circle: so it is loaded before anything else.
const args = ['--require=node:tls', '--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js', '--json', `--outputFile=${report}`, ...process.argv.slice(2)];
const { status } = spawnSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, PEERWAY_MISSING_TOOLS: missing.join(' ') } });
let counts;
try {
  counts = JSON.parse(readFileSync(report, 'utf8'));
} catch {
  console.log('0 passed, 1 failed');
  process.exit(status || 1);
}
rmSync(folder, { recursive: true, force: true });
const failed = counts.numFailedTests + counts.numRuntimeErrorTestSuites;
const skipped = counts.numPendingTests + counts.numTodoTests;
console.log(`${counts.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
if (process.env.PEERWAY_SKIP_NOTHING && skipped > 0) process.exit(1);
process.exit(status ?? 1);
