/* The build of hls.js without what we do not play has the same shape as the whole one, and no types of its own. */
declare module "hls.js/light" {
  export { default } from "hls.js";
}
