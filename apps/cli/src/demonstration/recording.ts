const RATE = 8_000;

/**
 * Sound for a role play of the demonstration: soft tones that rise and fall like two people taking turns, for nobody's voice is ours to use. A WAV file (RIFF,
 * PCM, 8 bit, one channel).
 */
export function soundOfTalk(seconds: number): Buffer {
  const samples = Buffer.alloc(RATE * seconds, 128);
  for (let at = 0; at < samples.length; at++) {
    const second = at / RATE;
    const speaker = Math.floor(second / 4) % 2;
    const syllable = Math.max(0, Math.sin(second * Math.PI * 3.1)) * Math.max(0, Math.sin(second * Math.PI * 0.26 + speaker));
    samples[at] = 128 + Math.round(26 * syllable * Math.sin(second * 2 * Math.PI * (speaker ? 165 : 210)));
  }
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + samples.length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(RATE, 24);
  header.writeUInt32LE(RATE, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write('data', 36);
  header.writeUInt32LE(samples.length, 40);
  return Buffer.concat([header, samples]);
}
