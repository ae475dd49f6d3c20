/* The screen with whoever speaks in its corner, drawn into one picture. */

const WIDEST = 1920; // pixels; a larger screen is drawn smaller, or old machines cannot keep up
const SHARE = 0.2; // of the screen's width
const EDGE = 0.02; // the same, between the corner and the face
const FRAMES = 25; // a second

/** Draws `camera` into the lower right corner of `screen` until `end` is called. `ticks` is where the clock's script lies. */
export async function withFace(screen: MediaStream, camera: MediaStream, ticks: string): Promise<{ track: MediaStreamTrack; end(): void }> {
  const [shown, face] = await Promise.all([playing(screen), playing(camera)]);
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d", { alpha: false });
  const clock = new Worker(ticks, { type: "module" });
  const draw = (): void => {
    if (pen && shown.videoWidth) paint(pen, shown, face);
  };
  draw();
  clock.addEventListener("message", draw);
  const stream = canvas.captureStream(FRAMES);
  return {
    track: stream.getVideoTracks()[0]!,
    end: () => {
      clock.terminate();
      for (const video of [shown, face]) video.srcObject = null;
    },
  };
}

async function playing(stream: MediaStream): Promise<HTMLVideoElement> {
  const video = document.createElement("video");
  video.muted = true;
  video.playsInline = true;
  video.srcObject = stream;
  await video.play();
  return video;
}

function paint(pen: CanvasRenderingContext2D, shown: HTMLVideoElement, face: HTMLVideoElement): void {
  const scale = Math.min(1, WIDEST / shown.videoWidth);
  const width = Math.floor((shown.videoWidth * scale) / 2) * 2;
  const height = Math.floor((shown.videoHeight * scale) / 2) * 2;
  const { canvas } = pen;
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  pen.drawImage(shown, 0, 0, width, height);
  if (!face.videoWidth) return;
  const side = Math.round(Math.max(width, height) * SHARE);
  const [left, top] = [width - side - width * EDGE, height - side - width * EDGE];
  const cut = Math.min(face.videoWidth, face.videoHeight); // the middle of the camera's picture, as a square
  pen.save();
  pen.beginPath();
  pen.arc(left + side / 2, top + side / 2, side / 2, 0, 2 * Math.PI);
  pen.clip();
  pen.drawImage(face, (face.videoWidth - cut) / 2, (face.videoHeight - cut) / 2, cut, cut, left, top, side, side);
  pen.restore();
}
