// For tools that add only classic scripts, such as mdBook: brings the module element.js that lies beside it.
import(new URL("./element.js", document.currentScript.src).href);
