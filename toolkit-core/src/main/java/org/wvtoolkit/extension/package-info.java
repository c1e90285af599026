/**
 * Registration of parts that other libraries provide: analyzers, text formats, vector formats, training methods,
 * weightings, similarity functions and classifiers.
 *
 * <p>Entry class: {@link org.wvtoolkit.extension.Extension}, which {@link java.util.ServiceLoader} finds. Each kind of
 * part has one {@link org.wvtoolkit.extension.ExtensionPoint}, which its registry reads.
 */
@NullMarked
package org.wvtoolkit.extension;

import org.jspecify.annotations.NullMarked;
