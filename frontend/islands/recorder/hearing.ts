/* What is heard: one track of the microphone and of what the screen plays, and how loud the microphone is. */

export interface Hearing {
  track: MediaStreamTrack | null;
  level(): number; // 0 to 1
  end(): void;
}

/** Puts what several streams play into one track; the first is the one whose level is shown. */
export function hear(streams: MediaStream[]): Hearing {
  const sounding = streams.filter((stream) => stream.getAudioTracks().length > 0);
  const first = sounding[0];
  if (!first) return { track: null, level: () => 0, end: () => undefined };
  const room = new AudioContext();
  void room.resume();
  const analyser = new AnalyserNode(room, { fftSize: 1024 });
  const together = room.createMediaStreamDestination();
  for (const stream of sounding) {
    const source = room.createMediaStreamSource(stream);
    if (stream === first) source.connect(analyser);
    source.connect(together);
  }
  const samples = new Float32Array(analyser.fftSize);
  return {
    // a microphone alone is recorded as it is; only what must be mixed goes through the mixer
    track: (sounding.length > 1 ? together.stream : first).getAudioTracks()[0] ?? null,
    level() {
      analyser.getFloatTimeDomainData(samples);
      const loudness = Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
      const decibels = 20 * Math.log10(loudness || 1e-9);
      return Math.min(1, Math.max(0, (decibels + 60) / 60)); // -60 dB and less is nothing, 0 dB is as loud as it can be
    },
    end: () => void room.close().catch(() => undefined),
  };
}
