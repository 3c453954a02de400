namespace Dcmqi.Iods;

/// <summary>A module of an IOD.</summary>
/// <param name="InformationEntity">What the module describes: <c>Patient</c>, <c>Study</c>, <c>Image</c>...</param>
/// <param name="Module">The module's name in the tables: <c>general-study</c>.</param>
/// <param name="Usage"><c>M</c> mandatory, <c>C</c> conditional, <c>U</c> at the writer's choice.</param>
internal readonly record struct ModuleUsage(string InformationEntity, string Module, char Usage);
