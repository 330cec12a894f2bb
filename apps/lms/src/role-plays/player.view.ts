import type { StoredFile } from '#libs/files';

/** A recording on a page, or why it is not there. */
export interface PlayerView {
  readonly href: string;
  readonly isVideo: boolean;
  readonly viewingsHref: string | null;
  readonly length: string | null;
  readonly gone: { readonly why: string; readonly at: Date; readonly storedAt: Date } | null;
}

/** A place in a recording as people read it: 1:23, or 1:01:23. */
export function timeCode(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), Math.floor(seconds % 60)];
  const two = (part: number): string => String(part).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

export function playerView({ id, type, durationMs, removed, storedAt }: StoredFile): PlayerView {
  return {
    href: `/recordings/${id}`,
    isVideo: type.startsWith('video/'),
    viewingsHref: `/recordings/${id}/viewings`,
    length: durationMs === null ? null : timeCode(durationMs / 1000),
    gone: removed && { ...removed, storedAt },
  };
}
