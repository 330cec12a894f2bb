/** What differs between two versions of a curriculum, for those who publish it. */
export interface Change {
  readonly kind: 'curriculum' | 'module' | 'lesson' | 'item' | 'scenario' | 'rubric' | 'form';
  readonly lineage: string;
  readonly change: 'added' | 'changed' | 'removed';
}

/** A thing of a version: `version` differs when the thing does. */
export interface Pinned {
  readonly kind: Change['kind'];
  readonly lineage: string;
  readonly version: string;
}

export function changesBetween(before: readonly Pinned[], after: readonly Pinned[]): Change[] {
  const key = ({ kind, lineage }: Pinned): string => `${kind} ${lineage}`;
  const was = new Map(before.map((pinned) => [key(pinned), pinned]));
  const is = new Set(after.map(key));
  const now = after.flatMap(({ kind, lineage, version }) => {
    const old = was.get(key({ kind, lineage, version }));
    if (old?.version === version) return [];
    return [{ kind, lineage, change: old ? ('changed' as const) : ('added' as const) }];
  });
  const gone = before.filter((pinned) => !is.has(key(pinned))).map(({ kind, lineage }) => ({ kind, lineage, change: 'removed' as const }));
  return [...now, ...gone];
}
