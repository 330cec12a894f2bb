// A server of pages in a process of its own, so that a test can kill it. Answers its port on the channel to the parent.
import { startLms } from '../../../apps/lms/src/index.ts';
import { StillClock } from '../../support/cast.ts';
import { testSettings } from '../../support/settings.ts';

const { PEERWAY_TEST_PORT: port, PEERWAY_TEST_DATABASE: databaseUrl, PEERWAY_DATA: data } = process.env;
const settings = testSettings({ PEERWAY_PORT: port!, PEERWAY_DATA: data!, PEERWAY_LOG_LEVEL: 'error' });
const app = await startLms({ settings, clock: new StillClock(), databaseUrl: databaseUrl! });
process.send!(app.port);
