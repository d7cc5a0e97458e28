namespace Dispatch.Api;

/// <summary>What Razor makes of the shared <c>@using</c> lines; nobody derives from it.</summary>
public sealed partial class _Imports;
