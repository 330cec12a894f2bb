import type { Faults } from './fault.ts';
import { YamlFile } from './yaml-file.ts';

/** A Markdown file of a curriculum: YAML between two lines of `---`, then the body. Line numbers are those of the file. */
export interface FrontMatter {
  readonly front: YamlFile;
  readonly body: string;
  readonly bodyLine: number;
}

/** Undefined, with a fault, where there is no front matter that can be read. `what` says what kind of text it is, such as `a lesson`. */
export function readFrontMatter(file: string, text: string, what: string, faults: Faults): FrontMatter | undefined {
  const found = /^---\n([\s\S]*?\n)---\n/.exec(text.replaceAll('\r\n', '\n'));
  if (!found) {
    faults.add(file, 1, `${what} begins with front matter between two lines of ---`);
    return undefined;
  }
  const front = new YamlFile(file, found[1]!, faults, 1);
  return front.readable ? { front, body: text.replaceAll('\r\n', '\n').slice(found[0].length), bodyLine: found[0].split('\n').length } : undefined;
}
