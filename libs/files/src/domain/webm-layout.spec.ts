import { describe, expect, it } from '@jest/globals';
import { children, element, ID, readHead, readUint, text } from './ebml.ts';
import { layOut, type ClusterMap, type WebmMap } from './webm-layout.ts';

const tracks = element(ID.Tracks, element(ID.TrackEntry, text(ID.MuxingApp, 'x')));
const map = (clusters: readonly ClusterMap[], changes: Partial<WebmMap> = {}): WebmMap => ({ ebmlHeader: element(ID.EBML, Buffer.from('webm')), tracks, timestampScale: 1_000_000, duration: 3_010, clusters, ...changes });
const cluster = (timestamp: number, bytes: number, cues: ClusterMap['cues'] = [{ time: timestamp, track: 1 }]): ClusterMap => ({ timestamp, ranges: [[100, 100 + bytes]], cues });

/** The whole file, with zeros where the source's blocks would be, taken apart again by its own sizes. */
function read(source: WebmMap): { names: number[]; seeks: Map<number, number>; starts: number[]; cues: { time: number; track: number; position: number }[]; duration: number; exact: boolean } {
  const { front, clusterHeads } = layOut(source);
  const body = source.clusters.map(({ ranges }, at) => Buffer.concat([clusterHeads[at]!, Buffer.alloc(ranges.reduce((sum, [from, to]) => sum + to - from, 0))]));
  const file = Buffer.concat([front, ...body]);
  const segmentAt = source.ebmlHeader.length;
  const segment = readHead(file, segmentAt)!;
  const inside = file.subarray(segmentAt + segment.headBytes);
  const parts = [...children(inside)];
  const starts: number[] = [];
  let at = 0;
  for (const { id, body: part } of parts) {
    if (id === ID.Cluster) starts.push(at);
    at += readHead(inside, at)!.headBytes + part.length;
  }
  const of = (id: number): Buffer => parts.find((part) => part.id === id)?.body ?? Buffer.alloc(0);
  const fields = (inner: Buffer): Map<number, Buffer> => new Map([...children(inner)].map((field) => [field.id, field.body]));
  const seeks = new Map([...children(of(ID.SeekHead))].map(({ body: seek }) => [fields(seek).get(ID.SeekID)!.readUIntBE(0, fields(seek).get(ID.SeekID)!.length), readUint(fields(seek).get(ID.SeekPosition)!)]));
  const cues = [...children(of(ID.Cues))].map(({ body: point }) => {
    const place = fields(fields(point).get(ID.CueTrackPositions)!);
    return { time: readUint(fields(point).get(ID.CueTime)!), track: readUint(place.get(ID.CueTrack)!), position: readUint(place.get(ID.CueClusterPosition)!) };
  });
  return { names: parts.map(({ id }) => id), seeks, starts, cues, duration: fields(of(ID.Info)).get(ID.Duration)!.readDoubleBE(), exact: segment.size === inside.length && at === inside.length };
}

describe('a recording laid out anew', () => {
  it('· has its index before its clusters, and sizes that add up', () => {
    const { names, exact, duration } = read(map([cluster(0, 50), cluster(1000, 70)]));
    expect([names, exact, duration]).toEqual([[ID.SeekHead, ID.Info, ID.Tracks, ID.Cues, ID.Cluster, ID.Cluster], true, 3_010]);
  });

  it.each([1, 2, 3, 40, 400])('· leads from each of %i cues to the begin of its cluster', (count) => {
    const { starts, cues } = read(map(Array.from({ length: count }, (_, n) => cluster(n * 1000, 1 + ((n * 37) % 300)))));
    expect(cues).toEqual(starts.map((position, n) => ({ time: n * 1000, track: 1, position })));
  });

  it('· may have several cues in a cluster, and none in another', () => {
    const { starts, cues } = read(map([cluster(0, 9, [{ time: 0, track: 1 }, { time: 400, track: 1 }]), cluster(500, 9, []), cluster(900, 9)]));
    expect(cues.map(({ time, position }) => [time, position])).toEqual([[0, starts[0]], [400, starts[0]], [900, starts[2]]]);
  });

  it('· without any cue has no empty index', () => expect(read(map([cluster(0, 9, [])])).names).toEqual([ID.SeekHead, ID.Info, ID.Tracks, ID.Cluster]));

  it('· says at its very front where its parts are', () => {
    const { seeks, names } = read(map([cluster(0, 50)]));
    expect([...seeks.keys()]).toEqual([ID.Info, ID.Tracks, ID.Cues]);
    expect([...seeks.values()].toSorted((one, other) => one - other)).toEqual([...seeks.values()]);
    expect(names[0]).toBe(ID.SeekHead);
  });

  it('· joins blocks that did not lie beside each other', () => {
    const { exact, starts } = read(map([{ timestamp: 0, ranges: [[10, 20], [40, 45], [90, 91]], cues: [] }, cluster(100, 8)]));
    expect([exact, starts]).toHaveLength(2);
    expect(exact).toBe(true);
  });

  it('· keeps the tracks as they came', () => expect(layOut(map([cluster(0, 9)])).front.includes(tracks)).toBe(true));
});
