// Fixtures run side by side: each has folders and files of its own. What asks for the allocations or the settings of the whole process is marked NonParallelizable.
[assembly: Parallelizable(ParallelScope.Fixtures)]
