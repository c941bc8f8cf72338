/** Apart from the entry, since an old Node can't even read `import()`. */
import("../dist/bin.js")
