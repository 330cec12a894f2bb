import { rmSync } from 'node:fs';

export default async function tearDown(): Promise<void> {
  await (globalThis as { stopPostgres?: () => Promise<void> }).stopPostgres?.();
  const folder = process.env['PEERWAY_TEST_FOLDER'];
  if (folder) rmSync(folder, { recursive: true, force: true });
}
