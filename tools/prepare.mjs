// Makes a bare clone ready: installs when the lock file changed, builds when a source changed. Node's own modules only, because nothing is installed yet.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const SOURCES = ['apps', 'libs', 'migrations', 'test'];

const hash = (content) => createHash('sha256').update(content).digest('hex');
const differs = (stamp, value) => !existsSync(stamp) || readFileSync(stamp, 'utf8') !== value;

/** npm hands its own settings down as variables; the install inside must not inherit those of the outer call. */
const withoutNpm = () => Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_.*|NODE_ENV|INIT_CWD)$/i.test(name)));

/** Runs a command in the checkout; ends this process with its exit code if it fails. */
function run(what, command, args, env = process.env) {
  console.error(`${what} …`);
  const { status, signal, error } = spawnSync(command, args, { cwd: root, env, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (error) throw error;
  if (signal) process.kill(process.pid, signal);
  if (status !== 0) process.exit(status ?? 1);
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Peerway needs Node 20.19 or newer; this is ${process.version}.`);
  process.exit(1);
}

function install() {
  const stamp = join(root, 'node_modules', '.installed');
  const wanted = hash(readFileSync(join(root, 'package-lock.json')) + process.version);
  if (!differs(stamp, wanted)) return;
  run('Installing packages', 'npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], withoutNpm());
  writeFileSync(stamp, wanted);
}

/** Names, times and sizes of the sources: a deleted file changes the list too. */
function listSources() {
  return SOURCES.flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => {
      const path = join(entry.parentPath ?? entry.path, entry.name);
      const { mtimeMs, size } = statSync(path);
      return `${path} ${mtimeMs} ${size}`;
    })
    .sort()
    .join('\n');
}

function build() {
  const stamp = join(root, 'dist', '.built');
  const wanted = hash(listSources() + readFileSync(join(root, 'tsconfig.json')) + readFileSync(join(root, 'package-lock.json')));
  if (!differs(stamp, wanted)) return;
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  run('Building', process.execPath, [join(root, 'node_modules/typescript/bin/tsc')]);
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(stamp, wanted);
}

checkNode();
install();
build();
