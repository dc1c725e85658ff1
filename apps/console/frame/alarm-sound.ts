/** Between the beginnings of two rounds, in milliseconds: long enough to speak on the telephone in between. */
const everyMs = 4_000;
/** The notes of one round: hertz, and when in seconds. Two falling pairs, unlike any telephone. */
const notes = [
  [880, 0],
  [660, 0.22],
  [880, 0.6],
  [660, 0.82],
] as const;
const noteSeconds = 0.18;

/**
 * The alarm's sound, made in the browser. A browser lets a page sound only once its person has clicked or typed there; until then
 * `onReady` is told that it may not.
 */
export class AlarmSound {
  private context: AudioContext | null = null;
  private timer: ReturnType<typeof setInterval> | undefined;
  private ringing: number | null = null;

  /** `onReady` is told whenever the browser begins or ceases to let this page sound. Answers how to stop listening. */
  watch(onReady: (isReady: boolean) => void): () => void {
    const context = (this.context ??= new AudioContext());
    const tell = () => onReady(context.state === 'running');
    const wake = () => void context.resume().then(tell, tell);
    context.addEventListener('statechange', tell);
    // Any click or key in the page is the word that the browser waits for.
    for (const type of ['pointerdown', 'keydown'] as const) window.addEventListener(type, wake);
    wake();
    tell();
    return () => {
      context.removeEventListener('statechange', tell);
      for (const type of ['pointerdown', 'keydown'] as const) window.removeEventListener(type, wake);
    };
  }

  /** Rings again and again, so loud (1 to 10), until it is told to stop. */
  ring(volume: number): void {
    if (this.ringing === volume) return;
    this.stop();
    this.ringing = volume;
    this.once(volume);
    this.timer = setInterval(() => this.once(volume), everyMs);
  }

  stop(): void {
    clearInterval(this.timer);
    this.ringing = null;
  }

  once(volume: number): void {
    const context = (this.context ??= new AudioContext());
    void context.resume();
    for (const [hertz, after] of notes) {
      const at = context.currentTime + 0.02 + after;
      const tone = new OscillatorNode(context, { type: 'triangle', frequency: hertz });
      const gain = new GainNode(context, { gain: 0 });
      // Loudness is heard by its square; a soft beginning and end do not click.
      const loud = (volume / 10) ** 2;
      gain.gain.setValueAtTime(0, at);
      gain.gain.linearRampToValueAtTime(loud, at + 0.015);
      gain.gain.setValueAtTime(loud, at + noteSeconds - 0.03);
      gain.gain.linearRampToValueAtTime(0, at + noteSeconds);
      tone.connect(gain).connect(context.destination);
      tone.start(at);
      tone.stop(at + noteSeconds);
    }
  }
}

export const alarmSound = new AlarmSound();
