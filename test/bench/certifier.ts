/** A process of its own that awards and draws by Peerway's services, so that its processor time can be told from the rest. Told what to do over the channel to its parent. */
import { Awards, CertificateDrawing } from '#libs/certification';
import type { BenchPerson } from './people.ts';
import { some } from './load.ts';
import { openServices } from './services.ts';

export type Task = { readonly award: readonly string[]; readonly registrar: BenchPerson } | { readonly draw: readonly string[] };

export interface TaskDone {
  readonly cpuMs: number;
}

const AT_ONCE = 4;
const services = await openServices(process.env);
const [awards, drawing] = [services.get(Awards), services.get(CertificateDrawing)];

async function perform(task: Task): Promise<TaskDone> {
  const before = process.cpuUsage();
  if ('award' in task) await some(task.award, AT_ONCE, async (id) => void (await awards.award(task.registrar, id, '')));
  else await some(task.draw, 1, (id) => drawing.draw(id, 'award'));
  const { user, system } = process.cpuUsage(before);
  return { cpuMs: (user + system) / 1_000 };
}

async function obey(task: Task): Promise<void> {
  try {
    const done = await perform(task);
    process.send!(done);
  } catch (error) {
    console.error(error);
    process.exit(1);
  }
}

process.on('message', (task: Task) => void obey(task));
process.once('SIGTERM', () => void services.close().then(() => process.exit(0)));
process.send!({ cpuMs: 0 } satisfies TaskDone);
