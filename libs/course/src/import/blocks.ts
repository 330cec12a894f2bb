import type { Faults } from './fault.ts';

/** A stretch of a lesson: running text, or a block between `:::` lines. `line` is where its Markdown begins in the file. */
export interface Block {
  readonly kind: 'text' | BlockKind;
  readonly title: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly markdown: string;
  readonly line: number;
}

const KINDS = ['story', 'practice', 'reflection', 'key-points', 'note', 'media', 'lines'] as const;
export type BlockKind = (typeof KINDS)[number];

const OPENING = /^:::\s*([a-z-]+)\s*(.*)$/;
const ATTRIBUTE = /(?:^|\s)([a-z]+)=(?:"([^"]*)"|(\S+))/g;

class Splitter {
  readonly blocks: Block[] = [];
  private kind: Block['kind'] = 'text';
  private title = '';
  private attributes: Record<string, string> = {};
  private kept: string[] = [];
  private line: number;

  constructor(
    private readonly file: string,
    private readonly faults: Faults,
    line: number,
  ) {
    this.line = line;
  }

  take(text: string, line: number): void {
    if (!text.startsWith(':::')) this.kept.push(text);
    else if (text.trim() === ':::') this.close(line);
    else this.open(text, line);
  }

  end(line: number): Block[] {
    if (this.kind !== 'text') this.faults.add(this.file, this.line - 1, `the block "${this.kind}" is not closed by a line with only :::`);
    this.flush(line);
    return this.blocks;
  }

  private close(line: number): void {
    if (this.kind === 'text') this.faults.add(this.file, line, 'a line with only ::: closes a block, and none is open');
    this.flush(line + 1);
  }

  private open(text: string, line: number): void {
    if (this.kind !== 'text') this.faults.add(this.file, line, `a block begins inside the block "${this.kind}" of line ${this.line - 1}: blocks are never nested`);
    this.flush(line + 1);
    const [, kind = '', rest = ''] = OPENING.exec(text) ?? [];
    const known = KINDS.find((one) => one === kind);
    if (!known) this.faults.add(this.file, line, `"${text.trim()}" begins no block known here (known: ${KINDS.join(', ')})`);
    this.kind = known ?? 'note';
    this.title = rest.trim();
    this.attributes = Object.fromEntries([...rest.matchAll(ATTRIBUTE)].map(([, key, quoted, plain]) => [key!, quoted ?? plain!]));
    if (/(?:^|\s)optional(?:\s|$)/.test(rest)) this.attributes['optional'] = 'yes';
  }

  private flush(nextLine: number): void {
    const markdown = this.kept.join('\n');
    if (this.kind !== 'text' || markdown.trim() !== '') this.blocks.push({ kind: this.kind, title: this.title, attributes: this.attributes, markdown, line: this.line });
    this.kind = 'text';
    this.title = '';
    this.attributes = {};
    this.kept = [];
    this.line = nextLine;
  }
}

/** Cuts the body of a lesson into text and blocks. `firstLine` is the line of the file that the body begins on. */
export function splitBlocks(file: string, body: string, firstLine: number, faults: Faults): Block[] {
  const splitter = new Splitter(file, faults, firstLine);
  const lines = body.split('\n');
  lines.forEach((text, at) => splitter.take(text, firstLine + at));
  return splitter.end(firstLine + lines.length);
}
