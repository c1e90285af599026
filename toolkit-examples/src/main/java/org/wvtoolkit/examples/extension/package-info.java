/**
 * An example of each kind of extension.
 *
 * <p>Entry class: {@link org.wvtoolkit.examples.extension.ExampleExtension}, which is named in {@code
 * META-INF/services/org.wvtoolkit.extension.Extension}.
 */
@NullMarked
package org.wvtoolkit.examples.extension;

import org.jspecify.annotations.NullMarked;
