/**
 * How long work tells how far it is, and what it may use.
 *
 * <p>Comes in: nothing. Goes out: {@link org.wvtoolkit.progress.ProgressListener}, which every stage that takes more than a
 * moment reports to, and {@link org.wvtoolkit.progress.Resources}, the threads, memory and temporary folder a stage may use.
 */
@NullMarked
package org.wvtoolkit.progress;

import org.jspecify.annotations.NullMarked;
