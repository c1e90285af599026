/**
 * Labelled texts: reading lines with their labels in all supported formats. The entry class is
 * {@link org.wvtoolkit.nn.labelled.LabelledCorpus}.
 */
@NullMarked
package org.wvtoolkit.nn.labelled;

import org.jspecify.annotations.NullMarked;
