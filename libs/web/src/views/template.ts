import Handlebars from 'handlebars';

/** A template as read: ready to compile, with the names it leans on, so that a wrong one stops the start and not a page. */
export interface Template {
  readonly name: string;
  readonly tree: object;
  /** Other templates (`parts/field`). */
  readonly partials: readonly string[];
  /** Message keys written out in full. */
  readonly keys: readonly string[];
}

interface Node {
  type: string;
  name?: Node;
  path?: Node;
  original?: string;
  parts?: string[];
  params?: Node[];
  hash?: { pairs: { type: string; key: string; value: Node }[] };
  escaped?: boolean;
  value?: unknown;
  strict?: boolean;
}

const CALLER = 'caller';
const isPart = (name: string): boolean => /^(layouts|parts)\//.test(name);
const pathTo = (...parts: string[]): Node => ({ type: 'PathExpression', data: false, depth: 0, parts, original: parts.join('.') || 'this' }) as Node;

/**
 * Reads a template and gives its parts a scope of their own. A part sees its parameters and nothing of the page around it, so no name on a page can leak into
 * one by chance; the block written between a part's tags sees the page and nothing of the part. (Handlebars alone mixes both.)
 * @throws Error for wrong syntax, and for raw output whose name does not say that it is HTML.
 */
export function readTemplate(name: string, source: string): Template {
  const tree = Handlebars.parse(source);
  const partials = new Set<string>();
  const keys = new Set<string>();
  walk(tree, (node) => {
    if (node.type === 'PartialStatement' || node.type === 'PartialBlockStatement') scope(node, name, partials);
    if (node.path?.original === 't') collectKey(node, keys);
    if (node.type === 'MustacheStatement') refuseRawOutput(node);
    if (!isPart(name)) demandArguments(node);
  });
  return { name, tree, partials: [...partials], keys: [...keys] };
}

function walk(node: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(node)) for (const one of node) walk(one, visit);
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
  if ('type' in node) visit(node as Node);
  for (const [key, child] of Object.entries(node)) if (key !== 'loc') walk(child, visit);
}

function scope(node: Node, template: string, partials: Set<string>): void {
  const partial = node.name?.original ?? '';
  if (partial.includes('/')) {
    partials.add(partial);
    if (node.type === 'PartialBlockStatement') (node.hash ??= emptyHash()).pairs.push({ type: 'HashPair', key: CALLER, value: pathTo() });
    return;
  }
  if (node.params?.length === 0) node.params.push(isPart(template) ? pathTo(CALLER) : pathTo());
}

const emptyHash = (): NonNullable<Node['hash']> => ({ type: 'Hash', pairs: [] }) as NonNullable<Node['hash']>;

function collectKey(node: Node, keys: Set<string>): void {
  const [key, ...rest] = node.params ?? [];
  if (key?.type === 'StringLiteral' && rest.length === 0) keys.add(String(key.value));
}

/** Text from people must never be written raw by a slip: `{{{bodyHtml}}}` says what it is, `{{{body}}}` does not. */
function refuseRawOutput(node: Node): void {
  if (node.escaped === false && !/(^h|H)tml$/.test(node.path?.parts?.at(-1) ?? '')) throw new Error(`raw output of "${node.path?.original ?? ''}": its name must end in Html`);
}

/** Pages must be given every name they use, also as an argument, where Handlebars' strict mode does not look. Parts may leave theirs out. */
function demandArguments(node: Node): void {
  const given = [...(node.params ?? []), ...(node.hash?.pairs ?? []).map((pair) => pair.value)];
  for (const argument of given) if (argument.type === 'PathExpression' && argument.parts?.length) argument.strict = true;
}
