/**
 * Export of the explorer's page as one file that makes no requests.
 *
 * <p>Entry class: {@link org.wvtoolkit.web.export.ModelExport}. Input: a model file, and the files
 * of the page on the class path. Output: HTML.
 *
 * <p>Not part of the public API.
 */
@NullMarked
package org.wvtoolkit.web.export;

import org.jspecify.annotations.NullMarked;
