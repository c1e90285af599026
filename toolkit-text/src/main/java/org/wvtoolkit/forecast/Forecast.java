package org.wvtoolkit.forecast;

/**
 * What a training would take.
 *
 * @param nanos from the start of the program to the saved model
 * @param memoryBytes the most anonymous memory at any time, Java's own included; −1 where the system does not tell
 * @param diskBytes the most temporary files take at any time, the model included
 * @param modelBytes the model
 */
public record Forecast(long nanos, long memoryBytes, long diskBytes, long modelBytes) {}
