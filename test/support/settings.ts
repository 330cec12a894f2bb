import { readSettings, type Settings } from '#libs/kernel';

/** Settings of a test: a demonstration installation, with what the test changes. */
export function testSettings(changes: Record<string, string> = {}): Settings {
  return readSettings({ PEERWAY_TIME_ZONE: 'America/Chicago', ...changes }, '/nowhere', () => '');
}
