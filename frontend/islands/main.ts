/* Everything a page gains when it may run script. Each island is a custom element or a few listeners, and each page works without. */
import htmx from "htmx.org";
import "./arriving";
import "./ask";
import "./connection";
import "./copy";
import "./dialog";
import "./grow";
import "./keep";
import "./leaving";
import "./live";
import "./menus";
import "./rare";
import "./shortcuts";
import "./submits";
import "./suggest";
import "./tabs";
import "./theme";
import "./toasts";

document.documentElement.classList.add("js");
Object.assign(window, { htmx });
