const RATE = 8_000;
const HERTZ = 440;
const LOUDNESS = 8_000;
const HEADER = 44;

/** Telephone sound as a WAV file (16 bits, one channel, 8 kHz): a tone of so many seconds. The same seconds give the same bytes. */
export function makeTone(seconds: number): Buffer {
  const samples = Math.round(seconds * RATE);
  const wav = Buffer.alloc(HEADER + samples * 2);
  wav.write('RIFF', 0, 'latin1');
  wav.writeUInt32LE(wav.length - 8, 4);
  wav.write('WAVEfmt ', 8, 'latin1');
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(RATE, 24);
  wav.writeUInt32LE(RATE * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36, 'latin1');
  wav.writeUInt32LE(samples * 2, 40);
  for (let index = 0; index < samples; index += 1) {
    wav.writeInt16LE(Math.round(LOUDNESS * Math.sin((2 * Math.PI * HERTZ * index) / RATE)), HEADER + index * 2);
  }
  return wav;
}
