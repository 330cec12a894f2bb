import { createServer } from 'node:net';
import type { Settings } from '#libs/kernel';
import type { App } from './apps.ts';
import { portTrouble } from './trouble.ts';

/** Looks before the database is started, so that the answer comes at once. @throws Trouble */
export async function checkPorts(apps: readonly App[], settings: Settings): Promise<void> {
  for (const { site } of apps) {
    if (!site) continue;
    const port = site.port(settings);
    await new Promise<void>((free, taken) => {
      const server = createServer().once('error', (error: NodeJS.ErrnoException) => taken(portTrouble(port, error.code ?? '', settings)));
      server.listen(port, settings.host, () => server.close(() => free()));
    });
  }
}
