import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, normalize, posix } from 'node:path';

/** What stands in a folder for others than the import: hidden files, words about the folder, leftovers of editors. */
const LEFT_ALONE = /^\.|^(README|LICENSE)\b|^#.*#$|~$|\.(swp|bak)$/i;

/** The files of a curriculum by their path in it, `modules/02-engagement/module.yaml`; nothing outside the folder is ever read. Remembers what was asked for. */
export class Folder {
  private readonly asked = new Set<string>();

  constructor(private readonly root: string) {}

  has(path: string): boolean {
    const there = this.inside(path) && this.isFile(path);
    if (there) this.asked.add(posix.normalize(path));
    return there;
  }

  /** As written on any machine: lines end in one character, and no mark stands before the first. */
  text(path: string): string | undefined {
    return this.has(path) ? readFileSync(join(this.root, path), 'utf8').replace(/^\uFEFF/, '').replaceAll('\r\n', '\n') : undefined;
  }

  /** Undefined when there is no such file. */
  size(path: string): number | undefined {
    return this.has(path) ? statSync(join(this.root, path)).size : undefined;
  }

  bytes(path: string): Buffer | undefined {
    return this.has(path) ? readFileSync(join(this.root, path)) : undefined;
  }

  /** Names of the files in a folder, in their order. */
  names(path: string, ending: string | RegExp): string[] {
    const folder = join(this.root, path);
    if (!this.inside(path) || !existsSync(folder) || !statSync(folder).isDirectory()) return [];
    return readdirSync(folder)
      .filter((name) => (typeof ending === 'string' ? name.endsWith(ending) : ending.test(name)) && this.isFile(`${path}/${name}`))
      .sort();
  }

  /** Files that nobody asked for, in their order; a folder of which nothing was asked for is named alone, with a slash. */
  unread(except: readonly string[], within = ''): string[] {
    const found = readdirSync(join(this.root, within), { withFileTypes: true }).filter(({ name }) => !LEFT_ALONE.test(name) && !except.includes(within + name));
    return found.sort((one, other) => (one.name < other.name ? -1 : 1)).flatMap((entry) => {
      const path = within + entry.name;
      const entered = [...this.asked].some((file) => file.startsWith(`${path}/`));
      if (!entry.isDirectory()) return entered || this.asked.has(path) ? [] : [path];
      if (entered) return this.unread(except, `${path}/`);
      const held = readdirSync(join(this.root, path));
      return held.length > 0 && held.every((name) => LEFT_ALONE.test(name)) ? [] : [`${path}/`];
    });
  }

  /** Neither a folder nor a link that leads nowhere. */
  private isFile(path: string): boolean {
    return existsSync(join(this.root, path)) && statSync(join(this.root, path)).isFile();
  }

  private inside(path: string): boolean {
    return !normalize(path).startsWith('..') && !path.startsWith('/');
  }
}
