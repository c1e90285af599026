/**
 * Progress reports and resource limits of long-running operations.
 *
 * <p>{@link org.wvtoolkit.progress.ProgressListener} receives the progress of every stage that
 * may take longer than a second. {@link org.wvtoolkit.progress.Resources} limits the threads, memory and
 * temporary folder of a stage. {@link org.wvtoolkit.progress.Workers} runs tasks on several
 * threads.
 */
@NullMarked
package org.wvtoolkit.progress;

import org.jspecify.annotations.NullMarked;
