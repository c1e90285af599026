package org.wvtoolkit.format;

import org.wvtoolkit.format.stream.FaultPolicy;
import org.wvtoolkit.progress.ProgressListener;

/**
 * Settings for reading a vector file, which {@link VectorFormat#open} passes on.
 *
 * @param policy decides whether defective parts are skipped or an error
 * @param threads maximum number of threads, at least 1
 * @param progress receives progress in bytes
 */
record ReadSettings(FaultPolicy policy, int threads, ProgressListener progress) {}
