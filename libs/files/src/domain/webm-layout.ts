import { element, float, head, ID, idBytes, text, uint } from './ebml.ts';

/** Where to land when seeking: a picture that needs no earlier one, or, in sound alone, the begin of a cluster. */
export interface Cue {
  readonly time: number;
  readonly track: number;
}

export interface ClusterMap {
  readonly timestamp: number;
  /** Blocks as they stand in the source: from, to (exclusive). */
  readonly ranges: readonly (readonly [number, number])[];
  readonly cues: readonly Cue[];
}

/** What a recording holds, as found by reading it once. Times are in units of `timestampScale` nanoseconds. */
export interface WebmMap {
  readonly ebmlHeader: Buffer;
  readonly tracks: Buffer;
  readonly timestampScale: number;
  readonly duration: number;
  readonly clusters: readonly ClusterMap[];
}

export interface WebmLayout {
  /** Everything before the first cluster. */
  readonly front: Buffer;
  /** One for each cluster of the map, in order: what stands before its blocks. */
  readonly clusterHeads: readonly Buffer[];
}

const NAME = 'Peerway';

const bytesOf = ({ ranges }: ClusterMap): number => ranges.reduce((sum, [from, to]) => sum + to - from, 0);

function clusterHead(cluster: ClusterMap): Buffer {
  const timestamp = uint(ID.Timestamp, cluster.timestamp);
  return Buffer.concat([head(ID.Cluster, timestamp.length + bytesOf(cluster)), timestamp]);
}

const seek = (id: number, position: number): Buffer => element(ID.Seek, element(ID.SeekID, idBytes(id)), uint(ID.SeekPosition, position));

function cuePoint({ time, track }: Cue, position: number): Buffer {
  return element(ID.CuePoint, uint(ID.CueTime, time), element(ID.CueTrackPositions, uint(ID.CueTrack, track), uint(ID.CueClusterPosition, position)));
}

/**
 * The same recording with what a browser's recorder leaves out: its length, sizes, and an index (Cues) to seek by, placed before the clusters so that a
 * player has it with the first bytes (RFC 9559 §22). All positions are counted from the begin of the segment's body.
 */
export function layOut({ ebmlHeader, tracks, timestampScale, duration, clusters }: WebmMap): WebmLayout {
  const clusterHeads = clusters.map(clusterHead);
  const info = element(ID.Info, uint(ID.TimestampScale, timestampScale), float(ID.Duration, duration), text(ID.MuxingApp, NAME), text(ID.WritingApp, NAME));
  const seekHead = (...positions: readonly [number, number, number]): Buffer => element(ID.SeekHead, seek(ID.Info, positions[0]), seek(ID.Tracks, positions[1]), seek(ID.Cues, positions[2]));
  const positions = [seekHead(0, 0, 0).length, 0, 0] as [number, number, number];
  positions[1] = positions[0] + info.length;
  positions[2] = positions[1] + tracks.length;
  const indexed = (first: number): Buffer => cuesAt(clusters, clusterHeads, first);
  const firstCluster = positions[2] + indexed(0).length;
  const body = Buffer.concat([seekHead(...positions), info, tracks, indexed(firstCluster)]);
  const whole = body.length + clusters.reduce((sum, cluster, at) => sum + clusterHeads[at]!.length + bytesOf(cluster), 0);
  return { front: Buffer.concat([ebmlHeader, head(ID.Segment, whole), body]), clusterHeads };
}

function cuesAt(clusters: readonly ClusterMap[], heads: readonly Buffer[], first: number): Buffer {
  let position = first;
  const points = clusters.flatMap((cluster, at) => {
    const here = position;
    position += heads[at]!.length + bytesOf(cluster);
    return cluster.cues.map((cue) => cuePoint(cue, here));
  });
  return points.length > 0 ? element(ID.Cues, ...points) : Buffer.alloc(0);
}
