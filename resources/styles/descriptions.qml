<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.16-Białowieża" labelsEnabled="1" styleCategories="Symbology|Labeling|Fields|Forms|MapTips|AttributeTable">
 <renderer-v2 forceraster="0" type="categorizedSymbol" attr="status" symbollevels="0" referencescale="-1" enableorderby="0">
  <categories>
   <category value="draft" render="true" label="Draft, not reviewed" symbol="0"/>
   <category value="accepted" render="true" label="Accepted" symbol="1"/>
   <category value="edited" render="true" label="Accepted, edited by hand" symbol="2"/>
   <category value="rejected" render="true" label="Rejected" symbol="3"/>
   <category value="" render="true" label="Other" symbol="4"/>
  </categories>
  <symbols>
   <symbol force_rhr="0" type="fill" name="0" alpha="1" clip_to_extent="1">
    <data_defined_properties>
     <Option type="Map">
      <Option type="QString" name="name" value=""/>
      <Option name="properties"/>
      <Option type="QString" name="type" value="collection"/>
     </Option>
    </data_defined_properties>
    <layer locked="0" enabled="1" class="SimpleLine" pass="0">
     <Option type="Map">
      <Option type="QString" name="align_dash_pattern" value="0"/>
      <Option type="QString" name="capstyle" value="square"/>
      <Option type="QString" name="customdash" value="5;2"/>
      <Option type="QString" name="customdash_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="customdash_unit" value="MM"/>
      <Option type="QString" name="dash_pattern_offset" value="0"/>
      <Option type="QString" name="dash_pattern_offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="dash_pattern_offset_unit" value="MM"/>
      <Option type="QString" name="draw_inside_polygon" value="0"/>
      <Option type="QString" name="joinstyle" value="miter"/>
      <Option type="QString" name="line_color" value="20,24,32,255"/>
      <Option type="QString" name="line_style" value="solid"/>
      <Option type="QString" name="line_width" value="1.3"/>
      <Option type="QString" name="line_width_unit" value="MM"/>
      <Option type="QString" name="offset" value="0"/>
      <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="offset_unit" value="MM"/>
      <Option type="QString" name="ring_filter" value="0"/>
      <Option type="QString" name="trim_distance_end" value="0"/>
      <Option type="QString" name="trim_distance_end_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="trim_distance_end_unit" value="MM"/>
      <Option type="QString" name="trim_distance_start" value="0"/>
      <Option type="QString" name="trim_distance_start_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="trim_distance_start_unit" value="MM"/>
      <Option type="QString" name="tweak_dash_pattern_on_corners" value="0"/>
      <Option type="QString" name="use_custom_dash" value="0"/>
      <Option type="QString" name="width_map_unit_scale" value="3x:0,0,0,0,0,0"/>
     </Option>
     <prop v="0" k="align_dash_pattern"/>
     <prop v="square" k="capstyle"/>
     <prop v="5;2" k="customdash"/>
     <prop v="3x:0,0,0,0,0,0" k="customdash_map_unit_scale"/>
     <prop v="MM" k="customdash_unit"/>
     <prop v="0" k="dash_pattern_offset"/>
     <prop v="3x:0,0,0,0,0,0" k="dash_pattern_offset_map_unit_scale"/>
     <prop v="MM" k="dash_pattern_offset_unit"/>
     <prop v="0" k="draw_inside_polygon"/>
     <prop v="miter" k="joinstyle"/>
     <prop v="20,24,32,255" k="line_color"/>
     <prop v="solid" k="line_style"/>
     <prop v="1.3" k="line_width"/>
     <prop v="MM" k="line_width_unit"/>
     <prop v="0" k="offset"/>
     <prop v="3x:0,0,0,0,0,0" k="offset_map_unit_scale"/>
     <prop v="MM" k="offset_unit"/>
     <prop v="0" k="ring_filter"/>
     <prop v="0" k="trim_distance_end"/>
     <prop v="3x:0,0,0,0,0,0" k="trim_distance_end_map_unit_scale"/>
     <prop v="MM" k="trim_distance_end_unit"/>
     <prop v="0" k="trim_distance_start"/>
     <prop v="3x:0,0,0,0,0,0" k="trim_distance_start_map_unit_scale"/>
     <prop v="MM" k="trim_distance_start_unit"/>
     <prop v="0" k="tweak_dash_pattern_on_corners"/>
     <prop v="0" k="use_custom_dash"/>
     <prop v="3x:0,0,0,0,0,0" k="width_map_unit_scale"/>
     <data_defined_properties>
      <Option type="Map">
       <Option type="QString" name="name" value=""/>
       <Option name="properties"/>
       <Option type="QString" name="type" value="collection"/>
      </Option>
     </data_defined_properties>
    </layer>
    <layer locked="0" enabled="1" class="SimpleLine" pass="0">
     <Option type="Map">
      <Option type="QString" name="align_dash_pattern" value="0"/>
      <Option type="QString" name="capstyle" value="square"/>
      <Option type="QString" name="customdash" value="5;2"/>
      <Option type="QString" name="customdash_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="customdash_unit" value="MM"/>
      <Option type="QString" name="dash_pattern_offset" value="0"/>
      <Option type="QString" name="dash_pattern_offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="dash_pattern_offset_unit" value="MM"/>
      <Option type="QString" name="draw_inside_polygon" value="0"/>
      <Option type="QString" name="joinstyle" value="miter"/>
      <Option type="QString" name="line_color" value="255,202,26,255"/>
      <Option type="QString" name="line_style" value="dash"/>
      <Option type="QString" name="line_width" value="0.6"/>
      <Option type="QString" name="line_width_unit" value="MM"/>
      <Option type="QString" name="offset" value="0"/>
      <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="offset_unit" value="MM"/>
      <Option type="QString" name="ring_filter" value="0"/>
      <Option type="QString" name="trim_distance_end" value="0"/>
      <Option type="QString" name="trim_distance_end_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="trim_distance_end_unit" value="MM"/>
      <Option type="QString" name="trim_distance_start" value="0"/>
      <Option type="QString" name="trim_distance_start_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="trim_distance_start_unit" value="MM"/>
      <Option type="QString" name="tweak_dash_pattern_on_corners" value="0"/>
      <Option type="QString" name="use_custom_dash" value="0"/>
      <Option type="QString" name="width_map_unit_scale" value="3x:0,0,0,0,0,0"/>
     </Option>
     <prop v="0" k="align_dash_pattern"/>
     <prop v="square" k="capstyle"/>
     <prop v="5;2" k="customdash"/>
     <prop v="3x:0,0,0,0,0,0" k="customdash_map_unit_scale"/>
     <prop v="MM" k="customdash_unit"/>
     <prop v="0" k="dash_pattern_offset"/>
     <prop v="3x:0,0,0,0,0,0" k="dash_pattern_offset_map_unit_scale"/>
     <prop v="MM" k="dash_pattern_offset_unit"/>
     <prop v="0" k="draw_inside_polygon"/>
     <prop v="miter" k="joinstyle"/>
     <prop v="255,202,26,255" k="line_color"/>
     <prop v="dash" k="line_style"/>
     <prop v="0.6" k="line_width"/>
     <prop v="MM" k="line_width_unit"/>
     <prop v="0" k="offset"/>
     <prop v="3x:0,0,0,0,0,0" k="offset_map_unit_scale"/>
     <prop v="MM" k="offset_unit"/>
     <prop v="0" k="ring_filter"/>
     <prop v="0" k="trim_distance_end"/>
     <prop v="3x:0,0,0,0,0,0" k="trim_distance_end_map_unit_scale"/>
     <prop v="MM" k="trim_distance_end_unit"/>
     <prop v="0" k="trim_distance_start"/>
     <prop v="3x:0,0,0,0,0,0" k="trim_distance_start_map_unit_scale"/>
     <prop v="MM" k="trim_distance_start_unit"/>
     <prop v="0" k="tweak_dash_pattern_on_corners"/>
     <prop v="0" k="use_custom_dash"/>
     <prop v="3x:0,0,0,0,0,0" k="width_map_unit_scale"/>
     <data_defined_properties>
      <Option type="Map">
       <Option type="QString" name="name" value=""/>
       <Option type="Map" name="properties">
        <Option type="Map" name="outlineColor">
         <Option type="bool" name="active" value="true"/>
         <Option type="QString" name="expression" value="coalesce(map_get(map('person', '#ff5a4f', 'car', '#b79cff', 'bicycle', '#ffffff', 'other-vehicle', '#ff9ecf', 'bus-truck', '#ff2fb0', 'building', '#ff7a1a', 'tree', '#8ee66b', 'swimming-pool', '#6fe8ff', 'ship', '#2f7bff', 'airplane', '#f6ff7a', 'storage-tank', '#f0c8a0', 'sports-court', '#00b894'),&#xa;lower(&quot;category&quot;)),&#xa;array_get(array('#ffca1a', '#56b4e9', '#f58231', '#3cd6a3', '#ff8ad1', '#c6e84a', '#b79cff', '#ffffff'),&#xa;if(coalesce(&quot;category&quot;, 'object') = 'object', 0, 1 + array_sum(array_foreach(generate_series(1, length(&quot;category&quot;)),&#xa;@element * ascii(substr(lower(&quot;category&quot;), @element, 1)))) % 7)))"/>
         <Option type="int" name="type" value="3"/>
        </Option>
       </Option>
       <Option type="QString" name="type" value="collection"/>
      </Option>
     </data_defined_properties>
    </layer>
   </symbol>
   <symbol force_rhr="0" type="fill" name="1" alpha="1" clip_to_extent="1">
    <data_defined_properties>
     <Option type="Map">
      <Option type="QString" name="name" value=""/>
      <Option name="properties"/>
      <Option type="QString" name="type" value="collection"/>
     </Option>
    </data_defined_properties>
    <layer locked="0" enabled="1" class="SimpleLine" pass="0">
     <Option type="Map">
      <Option type="QString" name="align_dash_pattern" value="0"/>
      <Option type="QString" name="capstyle" value="square"/>
      <Option type="QString" name="customdash" value="5;2"/>
      <Option type="QString" name="customdash_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="customdash_unit" value="MM"/>
      <Option type="QString" name="dash_pattern_offset" value="0"/>
      <Option type="QString" name="dash_pattern_offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="dash_pattern_offset_unit" value="MM"/>
      <Option type="QString" name="draw_inside_polygon" value="0"/>
      <Option type="QString" name="joinstyle" value="miter"/>
      <Option type="QString" name="line_color" value="20,24,32,255"/>
      <Option type="QString" name="line_style" value="solid"/>
      <Option type="QString" name="line_width" value="1.4"/>
      <Option type="QString" name="line_width_unit" value="MM"/>
      <Option type="QString" name="offset" value="0"/>
      <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="offset_unit" value="MM"/>
      <Option type="QString" name="ring_filter" value="0"/>
      <Option type="QString" name="trim_distance_end" value="0"/>
      <Option type="QString" name="trim_distance_end_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="trim_distance_end_unit" value="MM"/>
      <Option type="QString" name="trim_distance_start" value="0"/>
      <Option type="QString" name="trim_distance_start_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="trim_distance_start_unit" value="MM"/>
      <Option type="QString" name="tweak_dash_pattern_on_corners" value="0"/>
      <Option type="QString" name="use_custom_dash" value="0"/>
      <Option type="QString" name="width_map_unit_scale" value="3x:0,0,0,0,0,0"/>
     </Option>
     <prop v="0" k="align_dash_pattern"/>
     <prop v="square" k="capstyle"/>
     <prop v="5;2" k="customdash"/>
     <prop v="3x:0,0,0,0,0,0" k="customdash_map_unit_scale"/>
     <prop v="MM" k="customdash_unit"/>
     <prop v="0" k="dash_pattern_offset"/>
     <prop v="3x:0,0,0,0,0,0" k="dash_pattern_offset_map_unit_scale"/>
     <prop v="MM" k="dash_pattern_offset_unit"/>
     <prop v="0" k="draw_inside_polygon"/>
     <prop v="miter" k="joinstyle"/>
     <prop v="20,24,32,255" k="line_color"/>
     <prop v="solid" k="line_style"/>
     <prop v="1.4" k="line_width"/>
     <prop v="MM" k="line_width_unit"/>
     <prop v="0" k="offset"/>
     <prop v="3x:0,0,0,0,0,0" k="offset_map_unit_scale"/>
     <prop v="MM" k="offset_unit"/>
     <prop v="0" k="ring_filter"/>
     <prop v="0" k="trim_distance_end"/>
     <prop v="3x:0,0,0,0,0,0" k="trim_distance_end_map_unit_scale"/>
     <prop v="MM" k="trim_distance_end_unit"/>
     <prop v="0" k="trim_distance_start"/>
     <prop v="3x:0,0,0,0,0,0" k="trim_distance_start_map_unit_scale"/>
     <prop v="MM" k="trim_distance_start_unit"/>
     <prop v="0" k="tweak_dash_pattern_on_corners"/>
     <prop v="0" k="use_custom_dash"/>
     <prop v="3x:0,0,0,0,0,0" k="width_map_unit_scale"/>
     <data_defined_properties>
      <Option type="Map">
       <Option type="QString" name="name" value=""/>
       <Option name="properties"/>
       <Option type="QString" name="type" value="collection"/>
      </Option>
     </data_defined_properties>
    </layer>
    <layer locked="0" enabled="1" class="SimpleLine" pass="0">
     <Option type="Map">
      <Option type="QString" name="align_dash_pattern" value="0"/>
      <Option type="QString" name="capstyle" value="square"/>
      <Option type="QString" name="customdash" value="5;2"/>
      <Option type="QString" name="customdash_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="customdash_unit" value="MM"/>
      <Option type="QString" name="dash_pattern_offset" value="0"/>
      <Option type="QString" name="dash_pattern_offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="dash_pattern_offset_unit" value="MM"/>
      <Option type="QString" name="draw_inside_polygon" value="0"/>
      <Option type="QString" name="joinstyle" value="miter"/>
      <Option type="QString" name="line_color" value="255,202,26,255"/>
      <Option type="QString" name="line_style" value="solid"/>
      <Option type="QString" name="line_width" value="0.7"/>
      <Option type="QString" name="line_width_unit" value="MM"/>
      <Option type="QString" name="offset" value="0"/>
      <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="offset_unit" value="MM"/>
      <Option type="QString" name="ring_filter" value="0"/>
      <Option type="QString" name="trim_distance_end" value="0"/>
      <Option type="QString" name="trim_distance_end_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="trim_distance_end_unit" value="MM"/>
      <Option type="QString" name="trim_distance_start" value="0"/>
      <Option type="QString" name="trim_distance_start_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="trim_distance_start_unit" value="MM"/>
      <Option type="QString" name="tweak_dash_pattern_on_corners" value="0"/>
      <Option type="QString" name="use_custom_dash" value="0"/>
      <Option type="QString" name="width_map_unit_scale" value="3x:0,0,0,0,0,0"/>
     </Option>
     <prop v="0" k="align_dash_pattern"/>
     <prop v="square" k="capstyle"/>
     <prop v="5;2" k="customdash"/>
     <prop v="3x:0,0,0,0,0,0" k="customdash_map_unit_scale"/>
     <prop v="MM" k="customdash_unit"/>
     <prop v="0" k="dash_pattern_offset"/>
     <prop v="3x:0,0,0,0,0,0" k="dash_pattern_offset_map_unit_scale"/>
     <prop v="MM" k="dash_pattern_offset_unit"/>
     <prop v="0" k="draw_inside_polygon"/>
     <prop v="miter" k="joinstyle"/>
     <prop v="255,202,26,255" k="line_color"/>
     <prop v="solid" k="line_style"/>
     <prop v="0.7" k="line_width"/>
     <prop v="MM" k="line_width_unit"/>
     <prop v="0" k="offset"/>
     <prop v="3x:0,0,0,0,0,0" k="offset_map_unit_scale"/>
     <prop v="MM" k="offset_unit"/>
     <prop v="0" k="ring_filter"/>
     <prop v="0" k="trim_distance_end"/>
     <prop v="3x:0,0,0,0,0,0" k="trim_distance_end_map_unit_scale"/>
     <prop v="MM" k="trim_distance_end_unit"/>
     <prop v="0" k="trim_distance_start"/>
     <prop v="3x:0,0,0,0,0,0" k="trim_distance_start_map_unit_scale"/>
     <prop v="MM" k="trim_distance_start_unit"/>
     <prop v="0" k="tweak_dash_pattern_on_corners"/>
     <prop v="0" k="use_custom_dash"/>
     <prop v="3x:0,0,0,0,0,0" k="width_map_unit_scale"/>
     <data_defined_properties>
      <Option type="Map">
       <Option type="QString" name="name" value=""/>
       <Option type="Map" name="properties">
        <Option type="Map" name="outlineColor">
         <Option type="bool" name="active" value="true"/>
         <Option type="QString" name="expression" value="coalesce(map_get(map('person', '#ff5a4f', 'car', '#b79cff', 'bicycle', '#ffffff', 'other-vehicle', '#ff9ecf', 'bus-truck', '#ff2fb0', 'building', '#ff7a1a', 'tree', '#8ee66b', 'swimming-pool', '#6fe8ff', 'ship', '#2f7bff', 'airplane', '#f6ff7a', 'storage-tank', '#f0c8a0', 'sports-court', '#00b894'),&#xa;lower(&quot;category&quot;)),&#xa;array_get(array('#ffca1a', '#56b4e9', '#f58231', '#3cd6a3', '#ff8ad1', '#c6e84a', '#b79cff', '#ffffff'),&#xa;if(coalesce(&quot;category&quot;, 'object') = 'object', 0, 1 + array_sum(array_foreach(generate_series(1, length(&quot;category&quot;)),&#xa;@element * ascii(substr(lower(&quot;category&quot;), @element, 1)))) % 7)))"/>
         <Option type="int" name="type" value="3"/>
        </Option>
       </Option>
       <Option type="QString" name="type" value="collection"/>
      </Option>
     </data_defined_properties>
    </layer>
   </symbol>
   <symbol force_rhr="0" type="fill" name="2" alpha="1" clip_to_extent="1">
    <data_defined_properties>
     <Option type="Map">
      <Option type="QString" name="name" value=""/>
      <Option name="properties"/>
      <Option type="QString" name="type" value="collection"/>
     </Option>
    </data_defined_properties>
    <layer locked="0" enabled="1" class="SimpleLine" pass="0">
     <Option type="Map">
      <Option type="QString" name="align_dash_pattern" value="0"/>
      <Option type="QString" name="capstyle" value="square"/>
      <Option type="QString" name="customdash" value="5;2"/>
      <Option type="QString" name="customdash_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="customdash_unit" value="MM"/>
      <Option type="QString" name="dash_pattern_offset" value="0"/>
      <Option type="QString" name="dash_pattern_offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="dash_pattern_offset_unit" value="MM"/>
      <Option type="QString" name="draw_inside_polygon" value="0"/>
      <Option type="QString" name="joinstyle" value="miter"/>
      <Option type="QString" name="line_color" value="20,24,32,255"/>
      <Option type="QString" name="line_style" value="solid"/>
      <Option type="QString" name="line_width" value="1.4"/>
      <Option type="QString" name="line_width_unit" value="MM"/>
      <Option type="QString" name="offset" value="0"/>
      <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="offset_unit" value="MM"/>
      <Option type="QString" name="ring_filter" value="0"/>
      <Option type="QString" name="trim_distance_end" value="0"/>
      <Option type="QString" name="trim_distance_end_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="trim_distance_end_unit" value="MM"/>
      <Option type="QString" name="trim_distance_start" value="0"/>
      <Option type="QString" name="trim_distance_start_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="trim_distance_start_unit" value="MM"/>
      <Option type="QString" name="tweak_dash_pattern_on_corners" value="0"/>
      <Option type="QString" name="use_custom_dash" value="0"/>
      <Option type="QString" name="width_map_unit_scale" value="3x:0,0,0,0,0,0"/>
     </Option>
     <prop v="0" k="align_dash_pattern"/>
     <prop v="square" k="capstyle"/>
     <prop v="5;2" k="customdash"/>
     <prop v="3x:0,0,0,0,0,0" k="customdash_map_unit_scale"/>
     <prop v="MM" k="customdash_unit"/>
     <prop v="0" k="dash_pattern_offset"/>
     <prop v="3x:0,0,0,0,0,0" k="dash_pattern_offset_map_unit_scale"/>
     <prop v="MM" k="dash_pattern_offset_unit"/>
     <prop v="0" k="draw_inside_polygon"/>
     <prop v="miter" k="joinstyle"/>
     <prop v="20,24,32,255" k="line_color"/>
     <prop v="solid" k="line_style"/>
     <prop v="1.4" k="line_width"/>
     <prop v="MM" k="line_width_unit"/>
     <prop v="0" k="offset"/>
     <prop v="3x:0,0,0,0,0,0" k="offset_map_unit_scale"/>
     <prop v="MM" k="offset_unit"/>
     <prop v="0" k="ring_filter"/>
     <prop v="0" k="trim_distance_end"/>
     <prop v="3x:0,0,0,0,0,0" k="trim_distance_end_map_unit_scale"/>
     <prop v="MM" k="trim_distance_end_unit"/>
     <prop v="0" k="trim_distance_start"/>
     <prop v="3x:0,0,0,0,0,0" k="trim_distance_start_map_unit_scale"/>
     <prop v="MM" k="trim_distance_start_unit"/>
     <prop v="0" k="tweak_dash_pattern_on_corners"/>
     <prop v="0" k="use_custom_dash"/>
     <prop v="3x:0,0,0,0,0,0" k="width_map_unit_scale"/>
     <data_defined_properties>
      <Option type="Map">
       <Option type="QString" name="name" value=""/>
       <Option name="properties"/>
       <Option type="QString" name="type" value="collection"/>
      </Option>
     </data_defined_properties>
    </layer>
    <layer locked="0" enabled="1" class="SimpleLine" pass="0">
     <Option type="Map">
      <Option type="QString" name="align_dash_pattern" value="0"/>
      <Option type="QString" name="capstyle" value="square"/>
      <Option type="QString" name="customdash" value="5;2"/>
      <Option type="QString" name="customdash_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="customdash_unit" value="MM"/>
      <Option type="QString" name="dash_pattern_offset" value="0"/>
      <Option type="QString" name="dash_pattern_offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="dash_pattern_offset_unit" value="MM"/>
      <Option type="QString" name="draw_inside_polygon" value="0"/>
      <Option type="QString" name="joinstyle" value="miter"/>
      <Option type="QString" name="line_color" value="255,202,26,255"/>
      <Option type="QString" name="line_style" value="dash dot"/>
      <Option type="QString" name="line_width" value="0.7"/>
      <Option type="QString" name="line_width_unit" value="MM"/>
      <Option type="QString" name="offset" value="0"/>
      <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="offset_unit" value="MM"/>
      <Option type="QString" name="ring_filter" value="0"/>
      <Option type="QString" name="trim_distance_end" value="0"/>
      <Option type="QString" name="trim_distance_end_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="trim_distance_end_unit" value="MM"/>
      <Option type="QString" name="trim_distance_start" value="0"/>
      <Option type="QString" name="trim_distance_start_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="trim_distance_start_unit" value="MM"/>
      <Option type="QString" name="tweak_dash_pattern_on_corners" value="0"/>
      <Option type="QString" name="use_custom_dash" value="0"/>
      <Option type="QString" name="width_map_unit_scale" value="3x:0,0,0,0,0,0"/>
     </Option>
     <prop v="0" k="align_dash_pattern"/>
     <prop v="square" k="capstyle"/>
     <prop v="5;2" k="customdash"/>
     <prop v="3x:0,0,0,0,0,0" k="customdash_map_unit_scale"/>
     <prop v="MM" k="customdash_unit"/>
     <prop v="0" k="dash_pattern_offset"/>
     <prop v="3x:0,0,0,0,0,0" k="dash_pattern_offset_map_unit_scale"/>
     <prop v="MM" k="dash_pattern_offset_unit"/>
     <prop v="0" k="draw_inside_polygon"/>
     <prop v="miter" k="joinstyle"/>
     <prop v="255,202,26,255" k="line_color"/>
     <prop v="dash dot" k="line_style"/>
     <prop v="0.7" k="line_width"/>
     <prop v="MM" k="line_width_unit"/>
     <prop v="0" k="offset"/>
     <prop v="3x:0,0,0,0,0,0" k="offset_map_unit_scale"/>
     <prop v="MM" k="offset_unit"/>
     <prop v="0" k="ring_filter"/>
     <prop v="0" k="trim_distance_end"/>
     <prop v="3x:0,0,0,0,0,0" k="trim_distance_end_map_unit_scale"/>
     <prop v="MM" k="trim_distance_end_unit"/>
     <prop v="0" k="trim_distance_start"/>
     <prop v="3x:0,0,0,0,0,0" k="trim_distance_start_map_unit_scale"/>
     <prop v="MM" k="trim_distance_start_unit"/>
     <prop v="0" k="tweak_dash_pattern_on_corners"/>
     <prop v="0" k="use_custom_dash"/>
     <prop v="3x:0,0,0,0,0,0" k="width_map_unit_scale"/>
     <data_defined_properties>
      <Option type="Map">
       <Option type="QString" name="name" value=""/>
       <Option type="Map" name="properties">
        <Option type="Map" name="outlineColor">
         <Option type="bool" name="active" value="true"/>
         <Option type="QString" name="expression" value="coalesce(map_get(map('person', '#ff5a4f', 'car', '#b79cff', 'bicycle', '#ffffff', 'other-vehicle', '#ff9ecf', 'bus-truck', '#ff2fb0', 'building', '#ff7a1a', 'tree', '#8ee66b', 'swimming-pool', '#6fe8ff', 'ship', '#2f7bff', 'airplane', '#f6ff7a', 'storage-tank', '#f0c8a0', 'sports-court', '#00b894'),&#xa;lower(&quot;category&quot;)),&#xa;array_get(array('#ffca1a', '#56b4e9', '#f58231', '#3cd6a3', '#ff8ad1', '#c6e84a', '#b79cff', '#ffffff'),&#xa;if(coalesce(&quot;category&quot;, 'object') = 'object', 0, 1 + array_sum(array_foreach(generate_series(1, length(&quot;category&quot;)),&#xa;@element * ascii(substr(lower(&quot;category&quot;), @element, 1)))) % 7)))"/>
         <Option type="int" name="type" value="3"/>
        </Option>
       </Option>
       <Option type="QString" name="type" value="collection"/>
      </Option>
     </data_defined_properties>
    </layer>
   </symbol>
   <symbol force_rhr="0" type="fill" name="3" alpha="1" clip_to_extent="1">
    <data_defined_properties>
     <Option type="Map">
      <Option type="QString" name="name" value=""/>
      <Option name="properties"/>
      <Option type="QString" name="type" value="collection"/>
     </Option>
    </data_defined_properties>
    <layer locked="0" enabled="1" class="SimpleLine" pass="0">
     <Option type="Map">
      <Option type="QString" name="align_dash_pattern" value="0"/>
      <Option type="QString" name="capstyle" value="square"/>
      <Option type="QString" name="customdash" value="5;2"/>
      <Option type="QString" name="customdash_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="customdash_unit" value="MM"/>
      <Option type="QString" name="dash_pattern_offset" value="0"/>
      <Option type="QString" name="dash_pattern_offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="dash_pattern_offset_unit" value="MM"/>
      <Option type="QString" name="draw_inside_polygon" value="0"/>
      <Option type="QString" name="joinstyle" value="miter"/>
      <Option type="QString" name="line_color" value="20,24,32,255"/>
      <Option type="QString" name="line_style" value="solid"/>
      <Option type="QString" name="line_width" value="1.3"/>
      <Option type="QString" name="line_width_unit" value="MM"/>
      <Option type="QString" name="offset" value="0"/>
      <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="offset_unit" value="MM"/>
      <Option type="QString" name="ring_filter" value="0"/>
      <Option type="QString" name="trim_distance_end" value="0"/>
      <Option type="QString" name="trim_distance_end_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="trim_distance_end_unit" value="MM"/>
      <Option type="QString" name="trim_distance_start" value="0"/>
      <Option type="QString" name="trim_distance_start_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="trim_distance_start_unit" value="MM"/>
      <Option type="QString" name="tweak_dash_pattern_on_corners" value="0"/>
      <Option type="QString" name="use_custom_dash" value="0"/>
      <Option type="QString" name="width_map_unit_scale" value="3x:0,0,0,0,0,0"/>
     </Option>
     <prop v="0" k="align_dash_pattern"/>
     <prop v="square" k="capstyle"/>
     <prop v="5;2" k="customdash"/>
     <prop v="3x:0,0,0,0,0,0" k="customdash_map_unit_scale"/>
     <prop v="MM" k="customdash_unit"/>
     <prop v="0" k="dash_pattern_offset"/>
     <prop v="3x:0,0,0,0,0,0" k="dash_pattern_offset_map_unit_scale"/>
     <prop v="MM" k="dash_pattern_offset_unit"/>
     <prop v="0" k="draw_inside_polygon"/>
     <prop v="miter" k="joinstyle"/>
     <prop v="20,24,32,255" k="line_color"/>
     <prop v="solid" k="line_style"/>
     <prop v="1.3" k="line_width"/>
     <prop v="MM" k="line_width_unit"/>
     <prop v="0" k="offset"/>
     <prop v="3x:0,0,0,0,0,0" k="offset_map_unit_scale"/>
     <prop v="MM" k="offset_unit"/>
     <prop v="0" k="ring_filter"/>
     <prop v="0" k="trim_distance_end"/>
     <prop v="3x:0,0,0,0,0,0" k="trim_distance_end_map_unit_scale"/>
     <prop v="MM" k="trim_distance_end_unit"/>
     <prop v="0" k="trim_distance_start"/>
     <prop v="3x:0,0,0,0,0,0" k="trim_distance_start_map_unit_scale"/>
     <prop v="MM" k="trim_distance_start_unit"/>
     <prop v="0" k="tweak_dash_pattern_on_corners"/>
     <prop v="0" k="use_custom_dash"/>
     <prop v="3x:0,0,0,0,0,0" k="width_map_unit_scale"/>
     <data_defined_properties>
      <Option type="Map">
       <Option type="QString" name="name" value=""/>
       <Option name="properties"/>
       <Option type="QString" name="type" value="collection"/>
      </Option>
     </data_defined_properties>
    </layer>
    <layer locked="0" enabled="1" class="SimpleLine" pass="0">
     <Option type="Map">
      <Option type="QString" name="align_dash_pattern" value="0"/>
      <Option type="QString" name="capstyle" value="square"/>
      <Option type="QString" name="customdash" value="5;2"/>
      <Option type="QString" name="customdash_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="customdash_unit" value="MM"/>
      <Option type="QString" name="dash_pattern_offset" value="0"/>
      <Option type="QString" name="dash_pattern_offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="dash_pattern_offset_unit" value="MM"/>
      <Option type="QString" name="draw_inside_polygon" value="0"/>
      <Option type="QString" name="joinstyle" value="miter"/>
      <Option type="QString" name="line_color" value="255,202,26,255"/>
      <Option type="QString" name="line_style" value="dot"/>
      <Option type="QString" name="line_width" value="0.6"/>
      <Option type="QString" name="line_width_unit" value="MM"/>
      <Option type="QString" name="offset" value="0"/>
      <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="offset_unit" value="MM"/>
      <Option type="QString" name="ring_filter" value="0"/>
      <Option type="QString" name="trim_distance_end" value="0"/>
      <Option type="QString" name="trim_distance_end_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="trim_distance_end_unit" value="MM"/>
      <Option type="QString" name="trim_distance_start" value="0"/>
      <Option type="QString" name="trim_distance_start_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="trim_distance_start_unit" value="MM"/>
      <Option type="QString" name="tweak_dash_pattern_on_corners" value="0"/>
      <Option type="QString" name="use_custom_dash" value="0"/>
      <Option type="QString" name="width_map_unit_scale" value="3x:0,0,0,0,0,0"/>
     </Option>
     <prop v="0" k="align_dash_pattern"/>
     <prop v="square" k="capstyle"/>
     <prop v="5;2" k="customdash"/>
     <prop v="3x:0,0,0,0,0,0" k="customdash_map_unit_scale"/>
     <prop v="MM" k="customdash_unit"/>
     <prop v="0" k="dash_pattern_offset"/>
     <prop v="3x:0,0,0,0,0,0" k="dash_pattern_offset_map_unit_scale"/>
     <prop v="MM" k="dash_pattern_offset_unit"/>
     <prop v="0" k="draw_inside_polygon"/>
     <prop v="miter" k="joinstyle"/>
     <prop v="255,202,26,255" k="line_color"/>
     <prop v="dot" k="line_style"/>
     <prop v="0.6" k="line_width"/>
     <prop v="MM" k="line_width_unit"/>
     <prop v="0" k="offset"/>
     <prop v="3x:0,0,0,0,0,0" k="offset_map_unit_scale"/>
     <prop v="MM" k="offset_unit"/>
     <prop v="0" k="ring_filter"/>
     <prop v="0" k="trim_distance_end"/>
     <prop v="3x:0,0,0,0,0,0" k="trim_distance_end_map_unit_scale"/>
     <prop v="MM" k="trim_distance_end_unit"/>
     <prop v="0" k="trim_distance_start"/>
     <prop v="3x:0,0,0,0,0,0" k="trim_distance_start_map_unit_scale"/>
     <prop v="MM" k="trim_distance_start_unit"/>
     <prop v="0" k="tweak_dash_pattern_on_corners"/>
     <prop v="0" k="use_custom_dash"/>
     <prop v="3x:0,0,0,0,0,0" k="width_map_unit_scale"/>
     <data_defined_properties>
      <Option type="Map">
       <Option type="QString" name="name" value=""/>
       <Option type="Map" name="properties">
        <Option type="Map" name="outlineColor">
         <Option type="bool" name="active" value="true"/>
         <Option type="QString" name="expression" value="coalesce(map_get(map('person', '#ff5a4f', 'car', '#b79cff', 'bicycle', '#ffffff', 'other-vehicle', '#ff9ecf', 'bus-truck', '#ff2fb0', 'building', '#ff7a1a', 'tree', '#8ee66b', 'swimming-pool', '#6fe8ff', 'ship', '#2f7bff', 'airplane', '#f6ff7a', 'storage-tank', '#f0c8a0', 'sports-court', '#00b894'),&#xa;lower(&quot;category&quot;)),&#xa;array_get(array('#ffca1a', '#56b4e9', '#f58231', '#3cd6a3', '#ff8ad1', '#c6e84a', '#b79cff', '#ffffff'),&#xa;if(coalesce(&quot;category&quot;, 'object') = 'object', 0, 1 + array_sum(array_foreach(generate_series(1, length(&quot;category&quot;)),&#xa;@element * ascii(substr(lower(&quot;category&quot;), @element, 1)))) % 7)))"/>
         <Option type="int" name="type" value="3"/>
        </Option>
       </Option>
       <Option type="QString" name="type" value="collection"/>
      </Option>
     </data_defined_properties>
    </layer>
   </symbol>
   <symbol force_rhr="0" type="fill" name="4" alpha="1" clip_to_extent="1">
    <data_defined_properties>
     <Option type="Map">
      <Option type="QString" name="name" value=""/>
      <Option name="properties"/>
      <Option type="QString" name="type" value="collection"/>
     </Option>
    </data_defined_properties>
    <layer locked="0" enabled="1" class="SimpleLine" pass="0">
     <Option type="Map">
      <Option type="QString" name="align_dash_pattern" value="0"/>
      <Option type="QString" name="capstyle" value="square"/>
      <Option type="QString" name="customdash" value="5;2"/>
      <Option type="QString" name="customdash_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="customdash_unit" value="MM"/>
      <Option type="QString" name="dash_pattern_offset" value="0"/>
      <Option type="QString" name="dash_pattern_offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="dash_pattern_offset_unit" value="MM"/>
      <Option type="QString" name="draw_inside_polygon" value="0"/>
      <Option type="QString" name="joinstyle" value="miter"/>
      <Option type="QString" name="line_color" value="20,24,32,255"/>
      <Option type="QString" name="line_style" value="solid"/>
      <Option type="QString" name="line_width" value="1.1"/>
      <Option type="QString" name="line_width_unit" value="MM"/>
      <Option type="QString" name="offset" value="0"/>
      <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="offset_unit" value="MM"/>
      <Option type="QString" name="ring_filter" value="0"/>
      <Option type="QString" name="trim_distance_end" value="0"/>
      <Option type="QString" name="trim_distance_end_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="trim_distance_end_unit" value="MM"/>
      <Option type="QString" name="trim_distance_start" value="0"/>
      <Option type="QString" name="trim_distance_start_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="trim_distance_start_unit" value="MM"/>
      <Option type="QString" name="tweak_dash_pattern_on_corners" value="0"/>
      <Option type="QString" name="use_custom_dash" value="0"/>
      <Option type="QString" name="width_map_unit_scale" value="3x:0,0,0,0,0,0"/>
     </Option>
     <prop v="0" k="align_dash_pattern"/>
     <prop v="square" k="capstyle"/>
     <prop v="5;2" k="customdash"/>
     <prop v="3x:0,0,0,0,0,0" k="customdash_map_unit_scale"/>
     <prop v="MM" k="customdash_unit"/>
     <prop v="0" k="dash_pattern_offset"/>
     <prop v="3x:0,0,0,0,0,0" k="dash_pattern_offset_map_unit_scale"/>
     <prop v="MM" k="dash_pattern_offset_unit"/>
     <prop v="0" k="draw_inside_polygon"/>
     <prop v="miter" k="joinstyle"/>
     <prop v="20,24,32,255" k="line_color"/>
     <prop v="solid" k="line_style"/>
     <prop v="1.1" k="line_width"/>
     <prop v="MM" k="line_width_unit"/>
     <prop v="0" k="offset"/>
     <prop v="3x:0,0,0,0,0,0" k="offset_map_unit_scale"/>
     <prop v="MM" k="offset_unit"/>
     <prop v="0" k="ring_filter"/>
     <prop v="0" k="trim_distance_end"/>
     <prop v="3x:0,0,0,0,0,0" k="trim_distance_end_map_unit_scale"/>
     <prop v="MM" k="trim_distance_end_unit"/>
     <prop v="0" k="trim_distance_start"/>
     <prop v="3x:0,0,0,0,0,0" k="trim_distance_start_map_unit_scale"/>
     <prop v="MM" k="trim_distance_start_unit"/>
     <prop v="0" k="tweak_dash_pattern_on_corners"/>
     <prop v="0" k="use_custom_dash"/>
     <prop v="3x:0,0,0,0,0,0" k="width_map_unit_scale"/>
     <data_defined_properties>
      <Option type="Map">
       <Option type="QString" name="name" value=""/>
       <Option name="properties"/>
       <Option type="QString" name="type" value="collection"/>
      </Option>
     </data_defined_properties>
    </layer>
    <layer locked="0" enabled="1" class="SimpleLine" pass="0">
     <Option type="Map">
      <Option type="QString" name="align_dash_pattern" value="0"/>
      <Option type="QString" name="capstyle" value="square"/>
      <Option type="QString" name="customdash" value="5;2"/>
      <Option type="QString" name="customdash_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="customdash_unit" value="MM"/>
      <Option type="QString" name="dash_pattern_offset" value="0"/>
      <Option type="QString" name="dash_pattern_offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="dash_pattern_offset_unit" value="MM"/>
      <Option type="QString" name="draw_inside_polygon" value="0"/>
      <Option type="QString" name="joinstyle" value="miter"/>
      <Option type="QString" name="line_color" value="255,202,26,255"/>
      <Option type="QString" name="line_style" value="solid"/>
      <Option type="QString" name="line_width" value="0.4"/>
      <Option type="QString" name="line_width_unit" value="MM"/>
      <Option type="QString" name="offset" value="0"/>
      <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="offset_unit" value="MM"/>
      <Option type="QString" name="ring_filter" value="0"/>
      <Option type="QString" name="trim_distance_end" value="0"/>
      <Option type="QString" name="trim_distance_end_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="trim_distance_end_unit" value="MM"/>
      <Option type="QString" name="trim_distance_start" value="0"/>
      <Option type="QString" name="trim_distance_start_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="trim_distance_start_unit" value="MM"/>
      <Option type="QString" name="tweak_dash_pattern_on_corners" value="0"/>
      <Option type="QString" name="use_custom_dash" value="0"/>
      <Option type="QString" name="width_map_unit_scale" value="3x:0,0,0,0,0,0"/>
     </Option>
     <prop v="0" k="align_dash_pattern"/>
     <prop v="square" k="capstyle"/>
     <prop v="5;2" k="customdash"/>
     <prop v="3x:0,0,0,0,0,0" k="customdash_map_unit_scale"/>
     <prop v="MM" k="customdash_unit"/>
     <prop v="0" k="dash_pattern_offset"/>
     <prop v="3x:0,0,0,0,0,0" k="dash_pattern_offset_map_unit_scale"/>
     <prop v="MM" k="dash_pattern_offset_unit"/>
     <prop v="0" k="draw_inside_polygon"/>
     <prop v="miter" k="joinstyle"/>
     <prop v="255,202,26,255" k="line_color"/>
     <prop v="solid" k="line_style"/>
     <prop v="0.4" k="line_width"/>
     <prop v="MM" k="line_width_unit"/>
     <prop v="0" k="offset"/>
     <prop v="3x:0,0,0,0,0,0" k="offset_map_unit_scale"/>
     <prop v="MM" k="offset_unit"/>
     <prop v="0" k="ring_filter"/>
     <prop v="0" k="trim_distance_end"/>
     <prop v="3x:0,0,0,0,0,0" k="trim_distance_end_map_unit_scale"/>
     <prop v="MM" k="trim_distance_end_unit"/>
     <prop v="0" k="trim_distance_start"/>
     <prop v="3x:0,0,0,0,0,0" k="trim_distance_start_map_unit_scale"/>
     <prop v="MM" k="trim_distance_start_unit"/>
     <prop v="0" k="tweak_dash_pattern_on_corners"/>
     <prop v="0" k="use_custom_dash"/>
     <prop v="3x:0,0,0,0,0,0" k="width_map_unit_scale"/>
     <data_defined_properties>
      <Option type="Map">
       <Option type="QString" name="name" value=""/>
       <Option type="Map" name="properties">
        <Option type="Map" name="outlineColor">
         <Option type="bool" name="active" value="true"/>
         <Option type="QString" name="expression" value="coalesce(map_get(map('person', '#ff5a4f', 'car', '#b79cff', 'bicycle', '#ffffff', 'other-vehicle', '#ff9ecf', 'bus-truck', '#ff2fb0', 'building', '#ff7a1a', 'tree', '#8ee66b', 'swimming-pool', '#6fe8ff', 'ship', '#2f7bff', 'airplane', '#f6ff7a', 'storage-tank', '#f0c8a0', 'sports-court', '#00b894'),&#xa;lower(&quot;category&quot;)),&#xa;array_get(array('#ffca1a', '#56b4e9', '#f58231', '#3cd6a3', '#ff8ad1', '#c6e84a', '#b79cff', '#ffffff'),&#xa;if(coalesce(&quot;category&quot;, 'object') = 'object', 0, 1 + array_sum(array_foreach(generate_series(1, length(&quot;category&quot;)),&#xa;@element * ascii(substr(lower(&quot;category&quot;), @element, 1)))) % 7)))"/>
         <Option type="int" name="type" value="3"/>
        </Option>
       </Option>
       <Option type="QString" name="type" value="collection"/>
      </Option>
     </data_defined_properties>
    </layer>
   </symbol>
  </symbols>
  <rotation/>
  <sizescale/>
 </renderer-v2>
 <labeling type="simple">
  <settings calloutType="simple">
   <text-style fontItalic="0" fontStrikeout="0" textColor="20,24,32,255" useSubstitutions="0" legendString="Aa" textOrientation="horizontal" capitalization="0" isExpression="1" multilineHeight="1" fontWeight="50" fieldName="trim(if(coalesce(&quot;category&quot;, 'object') = 'object', '', &quot;category&quot;) || if(&quot;status&quot; in ('draft', 'rejected'), ' (' || &quot;status&quot; || ')', ''))" previewBkgrdColor="255,255,255,255" fontSize="9" allowHtml="0" fontWordSpacing="0" namedStyle="" fontLetterSpacing="0" fontUnderline="0" fontKerning="1" fontSizeUnit="Point" fontSizeMapUnitScale="3x:0,0,0,0,0,0" textOpacity="1" fontFamily="Sans Serif" blendMode="0">
    <families/>
    <text-buffer bufferBlendMode="0" bufferJoinStyle="128" bufferNoFill="1" bufferColor="255,255,255,255" bufferSizeMapUnitScale="3x:0,0,0,0,0,0" bufferOpacity="1" bufferDraw="1" bufferSize="0.80000000000000004" bufferSizeUnits="MM"/>
    <text-mask maskSize="1.5" maskJoinStyle="128" maskType="0" maskSizeUnits="MM" maskEnabled="0" maskSizeMapUnitScale="3x:0,0,0,0,0,0" maskedSymbolLayers="" maskOpacity="1"/>
    <background shapeBorderWidthUnit="MM" shapeRotationType="0" shapeSVGFile="" shapeRadiiMapUnitScale="3x:0,0,0,0,0,0" shapeBorderColor="128,128,128,255" shapeBorderWidthMapUnitScale="3x:0,0,0,0,0,0" shapeRadiiX="0" shapeBlendMode="0" shapeRadiiUnit="MM" shapeBorderWidth="0" shapeOffsetX="0" shapeSizeUnit="MM" shapeType="0" shapeSizeMapUnitScale="3x:0,0,0,0,0,0" shapeJoinStyle="64" shapeOffsetUnit="MM" shapeSizeX="0" shapeRadiiY="0" shapeSizeY="0" shapeOffsetY="0" shapeOffsetMapUnitScale="3x:0,0,0,0,0,0" shapeDraw="0" shapeRotation="0" shapeOpacity="1" shapeSizeType="0" shapeFillColor="255,255,255,255">
     <symbol force_rhr="0" type="fill" name="fillSymbol" alpha="1" clip_to_extent="1">
      <data_defined_properties>
       <Option type="Map">
        <Option type="QString" name="name" value=""/>
        <Option name="properties"/>
        <Option type="QString" name="type" value="collection"/>
       </Option>
      </data_defined_properties>
      <layer locked="0" enabled="1" class="SimpleFill" pass="0">
       <Option type="Map">
        <Option type="QString" name="border_width_map_unit_scale" value="3x:0,0,0,0,0,0"/>
        <Option type="QString" name="color" value="255,255,255,255"/>
        <Option type="QString" name="joinstyle" value="bevel"/>
        <Option type="QString" name="offset" value="0,0"/>
        <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
        <Option type="QString" name="offset_unit" value="MM"/>
        <Option type="QString" name="outline_color" value="128,128,128,255"/>
        <Option type="QString" name="outline_style" value="no"/>
        <Option type="QString" name="outline_width" value="0"/>
        <Option type="QString" name="outline_width_unit" value="MM"/>
        <Option type="QString" name="style" value="solid"/>
       </Option>
       <prop v="3x:0,0,0,0,0,0" k="border_width_map_unit_scale"/>
       <prop v="255,255,255,255" k="color"/>
       <prop v="bevel" k="joinstyle"/>
       <prop v="0,0" k="offset"/>
       <prop v="3x:0,0,0,0,0,0" k="offset_map_unit_scale"/>
       <prop v="MM" k="offset_unit"/>
       <prop v="128,128,128,255" k="outline_color"/>
       <prop v="no" k="outline_style"/>
       <prop v="0" k="outline_width"/>
       <prop v="MM" k="outline_width_unit"/>
       <prop v="solid" k="style"/>
       <data_defined_properties>
        <Option type="Map">
         <Option type="QString" name="name" value=""/>
         <Option name="properties"/>
         <Option type="QString" name="type" value="collection"/>
        </Option>
       </data_defined_properties>
      </layer>
     </symbol>
    </background>
    <shadow shadowRadiusMapUnitScale="3x:0,0,0,0,0,0" shadowDraw="0" shadowOffsetUnit="MM" shadowOffsetMapUnitScale="3x:0,0,0,0,0,0" shadowScale="100" shadowRadiusUnit="MM" shadowRadiusAlphaOnly="0" shadowOffsetAngle="135" shadowBlendMode="6" shadowOffsetGlobal="1" shadowOpacity="0.69999999999999996" shadowRadius="1.5" shadowUnder="0" shadowColor="0,0,0,255" shadowOffsetDist="1"/>
    <dd_properties>
     <Option type="Map">
      <Option type="QString" name="name" value=""/>
      <Option name="properties"/>
      <Option type="QString" name="type" value="collection"/>
     </Option>
    </dd_properties>
    <substitutions/>
   </text-style>
   <text-format leftDirectionSymbol="&lt;" plussign="0" wrapChar="" decimals="3" autoWrapLength="0" formatNumbers="0" placeDirectionSymbol="0" multilineAlign="3" useMaxLineLengthForAutoWrap="1" reverseDirectionSymbol="0" addDirectionSymbol="0" rightDirectionSymbol=">"/>
   <placement labelOffsetMapUnitScale="3x:0,0,0,0,0,0" repeatDistanceMapUnitScale="3x:0,0,0,0,0,0" geometryGenerator="" predefinedPositionOrder="TR,TL,BR,BL,R,L,TSR,BSR" maxCurvedCharAngleOut="-25" priority="5" lineAnchorPercent="0.5" overrunDistance="0" centroidInside="0" geometryGeneratorEnabled="0" geometryGeneratorType="PointGeometry" distUnits="MM" preserveRotation="1" polygonPlacementFlags="2" lineAnchorType="0" placementFlags="10" repeatDistance="0" repeatDistanceUnits="MM" offsetType="0" rotationAngle="0" lineAnchorClipping="0" offsetUnits="MM" overrunDistanceUnit="MM" layerType="UnknownGeometry" xOffset="0" distMapUnitScale="3x:0,0,0,0,0,0" fitInPolygonOnly="0" yOffset="0" overrunDistanceMapUnitScale="3x:0,0,0,0,0,0" rotationUnit="AngleDegrees" maxCurvedCharAngleIn="25" quadOffset="4" placement="0" dist="0" centroidWhole="0"/>
   <rendering fontLimitPixelSize="0" drawLabels="1" scaleMin="0" unplacedVisibility="0" obstacleType="1" obstacle="1" zIndex="0" displayAll="0" obstacleFactor="1" scaleMax="0" mergeLines="0" scaleVisibility="0" limitNumLabels="0" minFeatureSize="0" fontMinPixelSize="0" maxNumLabels="2000" labelPerPart="0" fontMaxPixelSize="10000" upsidedownLabels="0"/>
   <dd_properties>
    <Option type="Map">
     <Option type="QString" name="name" value=""/>
     <Option type="Map" name="properties">
      <Option type="Map" name="BufferColor">
       <Option type="bool" name="active" value="true"/>
       <Option type="QString" name="expression" value="coalesce(map_get(map('person', '#ff5a4f', 'car', '#b79cff', 'bicycle', '#ffffff', 'other-vehicle', '#ff9ecf', 'bus-truck', '#ff2fb0', 'building', '#ff7a1a', 'tree', '#8ee66b', 'swimming-pool', '#6fe8ff', 'ship', '#2f7bff', 'airplane', '#f6ff7a', 'storage-tank', '#f0c8a0', 'sports-court', '#00b894'),&#xa;lower(&quot;category&quot;)),&#xa;array_get(array('#ffca1a', '#56b4e9', '#f58231', '#3cd6a3', '#ff8ad1', '#c6e84a', '#b79cff', '#ffffff'),&#xa;if(coalesce(&quot;category&quot;, 'object') = 'object', 0, 1 + array_sum(array_foreach(generate_series(1, length(&quot;category&quot;)),&#xa;@element * ascii(substr(lower(&quot;category&quot;), @element, 1)))) % 7)))"/>
       <Option type="int" name="type" value="3"/>
      </Option>
      <Option type="Map" name="Strikeout">
       <Option type="bool" name="active" value="true"/>
       <Option type="QString" name="expression" value="&quot;status&quot; = 'rejected'"/>
       <Option type="int" name="type" value="3"/>
      </Option>
     </Option>
     <Option type="QString" name="type" value="collection"/>
    </Option>
   </dd_properties>
   <callout type="simple">
    <Option type="Map">
     <Option type="QString" name="anchorPoint" value="pole_of_inaccessibility"/>
     <Option type="int" name="blendMode" value="0"/>
     <Option type="Map" name="ddProperties">
      <Option type="QString" name="name" value=""/>
      <Option name="properties"/>
      <Option type="QString" name="type" value="collection"/>
     </Option>
     <Option type="bool" name="drawToAllParts" value="false"/>
     <Option type="QString" name="enabled" value="0"/>
     <Option type="QString" name="labelAnchorPoint" value="point_on_exterior"/>
     <Option type="QString" name="lineSymbol" value="&lt;symbol force_rhr=&quot;0&quot; type=&quot;line&quot; name=&quot;symbol&quot; alpha=&quot;1&quot; clip_to_extent=&quot;1&quot;>&lt;data_defined_properties>&lt;Option type=&quot;Map&quot;>&lt;Option type=&quot;QString&quot; name=&quot;name&quot; value=&quot;&quot;/>&lt;Option name=&quot;properties&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;type&quot; value=&quot;collection&quot;/>&lt;/Option>&lt;/data_defined_properties>&lt;layer locked=&quot;0&quot; enabled=&quot;1&quot; class=&quot;SimpleLine&quot; pass=&quot;0&quot;>&lt;Option type=&quot;Map&quot;>&lt;Option type=&quot;QString&quot; name=&quot;align_dash_pattern&quot; value=&quot;0&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;capstyle&quot; value=&quot;square&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;customdash&quot; value=&quot;5;2&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;customdash_map_unit_scale&quot; value=&quot;3x:0,0,0,0,0,0&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;customdash_unit&quot; value=&quot;MM&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;dash_pattern_offset&quot; value=&quot;0&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;dash_pattern_offset_map_unit_scale&quot; value=&quot;3x:0,0,0,0,0,0&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;dash_pattern_offset_unit&quot; value=&quot;MM&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;draw_inside_polygon&quot; value=&quot;0&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;joinstyle&quot; value=&quot;bevel&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;line_color&quot; value=&quot;60,60,60,255&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;line_style&quot; value=&quot;solid&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;line_width&quot; value=&quot;0.3&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;line_width_unit&quot; value=&quot;MM&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;offset&quot; value=&quot;0&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;offset_map_unit_scale&quot; value=&quot;3x:0,0,0,0,0,0&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;offset_unit&quot; value=&quot;MM&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;ring_filter&quot; value=&quot;0&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;trim_distance_end&quot; value=&quot;0&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;trim_distance_end_map_unit_scale&quot; value=&quot;3x:0,0,0,0,0,0&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;trim_distance_end_unit&quot; value=&quot;MM&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;trim_distance_start&quot; value=&quot;0&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;trim_distance_start_map_unit_scale&quot; value=&quot;3x:0,0,0,0,0,0&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;trim_distance_start_unit&quot; value=&quot;MM&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;tweak_dash_pattern_on_corners&quot; value=&quot;0&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;use_custom_dash&quot; value=&quot;0&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;width_map_unit_scale&quot; value=&quot;3x:0,0,0,0,0,0&quot;/>&lt;/Option>&lt;prop v=&quot;0&quot; k=&quot;align_dash_pattern&quot;/>&lt;prop v=&quot;square&quot; k=&quot;capstyle&quot;/>&lt;prop v=&quot;5;2&quot; k=&quot;customdash&quot;/>&lt;prop v=&quot;3x:0,0,0,0,0,0&quot; k=&quot;customdash_map_unit_scale&quot;/>&lt;prop v=&quot;MM&quot; k=&quot;customdash_unit&quot;/>&lt;prop v=&quot;0&quot; k=&quot;dash_pattern_offset&quot;/>&lt;prop v=&quot;3x:0,0,0,0,0,0&quot; k=&quot;dash_pattern_offset_map_unit_scale&quot;/>&lt;prop v=&quot;MM&quot; k=&quot;dash_pattern_offset_unit&quot;/>&lt;prop v=&quot;0&quot; k=&quot;draw_inside_polygon&quot;/>&lt;prop v=&quot;bevel&quot; k=&quot;joinstyle&quot;/>&lt;prop v=&quot;60,60,60,255&quot; k=&quot;line_color&quot;/>&lt;prop v=&quot;solid&quot; k=&quot;line_style&quot;/>&lt;prop v=&quot;0.3&quot; k=&quot;line_width&quot;/>&lt;prop v=&quot;MM&quot; k=&quot;line_width_unit&quot;/>&lt;prop v=&quot;0&quot; k=&quot;offset&quot;/>&lt;prop v=&quot;3x:0,0,0,0,0,0&quot; k=&quot;offset_map_unit_scale&quot;/>&lt;prop v=&quot;MM&quot; k=&quot;offset_unit&quot;/>&lt;prop v=&quot;0&quot; k=&quot;ring_filter&quot;/>&lt;prop v=&quot;0&quot; k=&quot;trim_distance_end&quot;/>&lt;prop v=&quot;3x:0,0,0,0,0,0&quot; k=&quot;trim_distance_end_map_unit_scale&quot;/>&lt;prop v=&quot;MM&quot; k=&quot;trim_distance_end_unit&quot;/>&lt;prop v=&quot;0&quot; k=&quot;trim_distance_start&quot;/>&lt;prop v=&quot;3x:0,0,0,0,0,0&quot; k=&quot;trim_distance_start_map_unit_scale&quot;/>&lt;prop v=&quot;MM&quot; k=&quot;trim_distance_start_unit&quot;/>&lt;prop v=&quot;0&quot; k=&quot;tweak_dash_pattern_on_corners&quot;/>&lt;prop v=&quot;0&quot; k=&quot;use_custom_dash&quot;/>&lt;prop v=&quot;3x:0,0,0,0,0,0&quot; k=&quot;width_map_unit_scale&quot;/>&lt;data_defined_properties>&lt;Option type=&quot;Map&quot;>&lt;Option type=&quot;QString&quot; name=&quot;name&quot; value=&quot;&quot;/>&lt;Option name=&quot;properties&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;type&quot; value=&quot;collection&quot;/>&lt;/Option>&lt;/data_defined_properties>&lt;/layer>&lt;/symbol>"/>
     <Option type="double" name="minLength" value="0"/>
     <Option type="QString" name="minLengthMapUnitScale" value="3x:0,0,0,0,0,0"/>
     <Option type="QString" name="minLengthUnit" value="MM"/>
     <Option type="double" name="offsetFromAnchor" value="0"/>
     <Option type="QString" name="offsetFromAnchorMapUnitScale" value="3x:0,0,0,0,0,0"/>
     <Option type="QString" name="offsetFromAnchorUnit" value="MM"/>
     <Option type="double" name="offsetFromLabel" value="0"/>
     <Option type="QString" name="offsetFromLabelMapUnitScale" value="3x:0,0,0,0,0,0"/>
     <Option type="QString" name="offsetFromLabelUnit" value="MM"/>
    </Option>
   </callout>
  </settings>
 </labeling>
 <blendMode>0</blendMode>
 <featureBlendMode>0</featureBlendMode>
 <fieldConfiguration>
  <field name="fid" configurationFlags="None">
   <editWidget type="Hidden">
    <config>
     <Option/>
    </config>
   </editWidget>
  </field>
  <field name="uid" configurationFlags="None">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option type="bool" name="IsMultiline" value="true"/>
      <Option type="bool" name="UseHtml" value="false"/>
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="task" configurationFlags="None">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option type="bool" name="IsMultiline" value="true"/>
      <Option type="bool" name="UseHtml" value="false"/>
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="question" configurationFlags="None">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option type="bool" name="IsMultiline" value="false"/>
      <Option type="bool" name="UseHtml" value="false"/>
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="description" configurationFlags="None">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option type="bool" name="IsMultiline" value="true"/>
      <Option type="bool" name="UseHtml" value="false"/>
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="category" configurationFlags="None">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option type="bool" name="IsMultiline" value="false"/>
      <Option type="bool" name="UseHtml" value="false"/>
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="confidence" configurationFlags="None">
   <editWidget type="Range">
    <config>
     <Option type="Map">
      <Option type="bool" name="AllowNull" value="true"/>
      <Option type="double" name="Max" value="1e+12"/>
      <Option type="double" name="Min" value="-1e+09"/>
      <Option type="int" name="Precision" value="2"/>
      <Option type="int" name="Step" value="1"/>
      <Option type="QString" name="Style" value="SpinBox"/>
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="language" configurationFlags="None">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option type="bool" name="IsMultiline" value="false"/>
      <Option type="bool" name="UseHtml" value="false"/>
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="status" configurationFlags="None">
   <editWidget type="ValueMap">
    <config>
     <Option type="Map">
      <Option type="List" name="map">
       <Option type="Map">
        <Option type="QString" name="Draft, not reviewed" value="draft"/>
       </Option>
       <Option type="Map">
        <Option type="QString" name="Accepted" value="accepted"/>
       </Option>
       <Option type="Map">
        <Option type="QString" name="Accepted, edited by hand" value="edited"/>
       </Option>
       <Option type="Map">
        <Option type="QString" name="Rejected" value="rejected"/>
       </Option>
      </Option>
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="evidence" configurationFlags="None">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option type="bool" name="IsMultiline" value="true"/>
      <Option type="bool" name="UseHtml" value="false"/>
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="length_m" configurationFlags="None">
   <editWidget type="Range">
    <config>
     <Option type="Map">
      <Option type="bool" name="AllowNull" value="true"/>
      <Option type="double" name="Max" value="1e+12"/>
      <Option type="double" name="Min" value="-1e+09"/>
      <Option type="int" name="Precision" value="2"/>
      <Option type="int" name="Step" value="1"/>
      <Option type="QString" name="Style" value="SpinBox"/>
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="width_m" configurationFlags="None">
   <editWidget type="Range">
    <config>
     <Option type="Map">
      <Option type="bool" name="AllowNull" value="true"/>
      <Option type="double" name="Max" value="1e+12"/>
      <Option type="double" name="Min" value="-1e+09"/>
      <Option type="int" name="Precision" value="2"/>
      <Option type="int" name="Step" value="1"/>
      <Option type="QString" name="Style" value="SpinBox"/>
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="area_m2" configurationFlags="None">
   <editWidget type="Range">
    <config>
     <Option type="Map">
      <Option type="bool" name="AllowNull" value="true"/>
      <Option type="double" name="Max" value="1e+12"/>
      <Option type="double" name="Min" value="-1e+09"/>
      <Option type="int" name="Precision" value="2"/>
      <Option type="int" name="Step" value="1"/>
      <Option type="QString" name="Style" value="SpinBox"/>
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="azimuth" configurationFlags="None">
   <editWidget type="Range">
    <config>
     <Option type="Map">
      <Option type="bool" name="AllowNull" value="true"/>
      <Option type="double" name="Max" value="1e+12"/>
      <Option type="double" name="Min" value="-1e+09"/>
      <Option type="int" name="Precision" value="2"/>
      <Option type="int" name="Step" value="1"/>
      <Option type="QString" name="Style" value="SpinBox"/>
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="image_date" configurationFlags="None">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option type="bool" name="IsMultiline" value="false"/>
      <Option type="bool" name="UseHtml" value="false"/>
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="sensor" configurationFlags="None">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option type="bool" name="IsMultiline" value="false"/>
      <Option type="bool" name="UseHtml" value="false"/>
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="gsd_m" configurationFlags="None">
   <editWidget type="Range">
    <config>
     <Option type="Map">
      <Option type="bool" name="AllowNull" value="true"/>
      <Option type="double" name="Max" value="1e+12"/>
      <Option type="double" name="Min" value="-1e+09"/>
      <Option type="int" name="Precision" value="2"/>
      <Option type="int" name="Step" value="1"/>
      <Option type="QString" name="Style" value="SpinBox"/>
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="analyst" configurationFlags="None">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option type="bool" name="IsMultiline" value="false"/>
      <Option type="bool" name="UseHtml" value="false"/>
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="raster" configurationFlags="None">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option type="bool" name="IsMultiline" value="false"/>
      <Option type="bool" name="UseHtml" value="false"/>
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="polygon_px" configurationFlags="None">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option type="bool" name="IsMultiline" value="true"/>
      <Option type="bool" name="UseHtml" value="false"/>
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="polygon_map" configurationFlags="None">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option type="bool" name="IsMultiline" value="true"/>
      <Option type="bool" name="UseHtml" value="false"/>
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="crs" configurationFlags="None">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option type="bool" name="IsMultiline" value="true"/>
      <Option type="bool" name="UseHtml" value="false"/>
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="crs_raster" configurationFlags="None">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option type="bool" name="IsMultiline" value="true"/>
      <Option type="bool" name="UseHtml" value="false"/>
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="crs_operation" configurationFlags="None">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option type="bool" name="IsMultiline" value="true"/>
      <Option type="bool" name="UseHtml" value="false"/>
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="georeference" configurationFlags="None">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option type="bool" name="IsMultiline" value="true"/>
      <Option type="bool" name="UseHtml" value="false"/>
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="chip" configurationFlags="None">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option type="bool" name="IsMultiline" value="true"/>
      <Option type="bool" name="UseHtml" value="false"/>
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="recipe" configurationFlags="None">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option type="bool" name="IsMultiline" value="true"/>
      <Option type="bool" name="UseHtml" value="false"/>
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="provenance" configurationFlags="None">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option type="bool" name="IsMultiline" value="true"/>
      <Option type="bool" name="UseHtml" value="false"/>
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="model" configurationFlags="None">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option type="bool" name="IsMultiline" value="true"/>
      <Option type="bool" name="UseHtml" value="false"/>
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="model_revision" configurationFlags="None">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option type="bool" name="IsMultiline" value="true"/>
      <Option type="bool" name="UseHtml" value="false"/>
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="dialect" configurationFlags="None">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option type="bool" name="IsMultiline" value="true"/>
      <Option type="bool" name="UseHtml" value="false"/>
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="prompt_version" configurationFlags="None">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option type="bool" name="IsMultiline" value="true"/>
      <Option type="bool" name="UseHtml" value="false"/>
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="backend" configurationFlags="None">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option type="bool" name="IsMultiline" value="true"/>
      <Option type="bool" name="UseHtml" value="false"/>
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="device" configurationFlags="None">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option type="bool" name="IsMultiline" value="true"/>
      <Option type="bool" name="UseHtml" value="false"/>
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="raw" configurationFlags="None">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option type="bool" name="IsMultiline" value="true"/>
      <Option type="bool" name="UseHtml" value="false"/>
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="seconds" configurationFlags="None">
   <editWidget type="Range">
    <config>
     <Option type="Map">
      <Option type="bool" name="AllowNull" value="true"/>
      <Option type="double" name="Max" value="1e+12"/>
      <Option type="double" name="Min" value="-1e+09"/>
      <Option type="int" name="Precision" value="2"/>
      <Option type="int" name="Step" value="1"/>
      <Option type="QString" name="Style" value="SpinBox"/>
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="tokens" configurationFlags="None">
   <editWidget type="Range">
    <config>
     <Option type="Map">
      <Option type="bool" name="AllowNull" value="true"/>
      <Option type="double" name="Max" value="1e+12"/>
      <Option type="double" name="Min" value="-1e+09"/>
      <Option type="int" name="Precision" value="0"/>
      <Option type="int" name="Step" value="1"/>
      <Option type="QString" name="Style" value="SpinBox"/>
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="finish" configurationFlags="None">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option type="bool" name="IsMultiline" value="true"/>
      <Option type="bool" name="UseHtml" value="false"/>
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="notes" configurationFlags="None">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option type="bool" name="IsMultiline" value="true"/>
      <Option type="bool" name="UseHtml" value="false"/>
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="created" configurationFlags="None">
   <editWidget type="DateTime">
    <config>
     <Option type="Map">
      <Option type="bool" name="allow_null" value="true"/>
      <Option type="bool" name="calendar_popup" value="true"/>
      <Option type="QString" name="display_format" value="yyyy-MM-dd HH:mm"/>
      <Option type="QString" name="field_format" value="yyyy-MM-dd HH:mm:ss"/>
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="edited" configurationFlags="None">
   <editWidget type="DateTime">
    <config>
     <Option type="Map">
      <Option type="bool" name="allow_null" value="true"/>
      <Option type="bool" name="calendar_popup" value="true"/>
      <Option type="QString" name="display_format" value="yyyy-MM-dd HH:mm"/>
      <Option type="QString" name="field_format" value="yyyy-MM-dd HH:mm:ss"/>
     </Option>
    </config>
   </editWidget>
  </field>
 </fieldConfiguration>
 <aliases>
  <alias name="" field="fid" index="0"/>
  <alias name="Identifier" field="uid" index="1"/>
  <alias name="Task" field="task" index="2"/>
  <alias name="Question" field="question" index="3"/>
  <alias name="Description" field="description" index="4"/>
  <alias name="Category" field="category" index="5"/>
  <alias name="Confidence" field="confidence" index="6"/>
  <alias name="Language" field="language" index="7"/>
  <alias name="Status" field="status" index="8"/>
  <alias name="Evidence" field="evidence" index="9"/>
  <alias name="Length (m)" field="length_m" index="10"/>
  <alias name="Width (m)" field="width_m" index="11"/>
  <alias name="Area (m²)" field="area_m2" index="12"/>
  <alias name="Azimuth (°)" field="azimuth" index="13"/>
  <alias name="Image date" field="image_date" index="14"/>
  <alias name="Sensor" field="sensor" index="15"/>
  <alias name="Pixel size (m)" field="gsd_m" index="16"/>
  <alias name="Analyst" field="analyst" index="17"/>
  <alias name="Raster" field="raster" index="18"/>
  <alias name="Box in pixels" field="polygon_px" index="19"/>
  <alias name="Box on the map" field="polygon_map" index="20"/>
  <alias name="CRS of the box" field="crs" index="21"/>
  <alias name="CRS of the raster" field="crs_raster" index="22"/>
  <alias name="CRS operation" field="crs_operation" index="23"/>
  <alias name="Georeference" field="georeference" index="24"/>
  <alias name="Chip" field="chip" index="25"/>
  <alias name="Recipe" field="recipe" index="26"/>
  <alias name="Provenance" field="provenance" index="27"/>
  <alias name="Model" field="model" index="28"/>
  <alias name="Model revision" field="model_revision" index="29"/>
  <alias name="Dialect" field="dialect" index="30"/>
  <alias name="Prompt version" field="prompt_version" index="31"/>
  <alias name="Backend" field="backend" index="32"/>
  <alias name="Device" field="device" index="33"/>
  <alias name="Raw answer" field="raw" index="34"/>
  <alias name="Seconds" field="seconds" index="35"/>
  <alias name="Tokens" field="tokens" index="36"/>
  <alias name="Finish" field="finish" index="37"/>
  <alias name="Notes" field="notes" index="38"/>
  <alias name="Created" field="created" index="39"/>
  <alias name="Edited" field="edited" index="40"/>
 </aliases>
 <defaults>
  <default expression="" applyOnUpdate="0" field="fid"/>
  <default expression="replace(uuid('WithoutBraces'), '-', '')" applyOnUpdate="0" field="uid"/>
  <default expression="" applyOnUpdate="0" field="task"/>
  <default expression="" applyOnUpdate="0" field="question"/>
  <default expression="" applyOnUpdate="0" field="description"/>
  <default expression="" applyOnUpdate="0" field="category"/>
  <default expression="" applyOnUpdate="0" field="confidence"/>
  <default expression="" applyOnUpdate="0" field="language"/>
  <default expression="'draft'" applyOnUpdate="0" field="status"/>
  <default expression="" applyOnUpdate="0" field="evidence"/>
  <default expression="" applyOnUpdate="0" field="length_m"/>
  <default expression="" applyOnUpdate="0" field="width_m"/>
  <default expression="" applyOnUpdate="0" field="area_m2"/>
  <default expression="" applyOnUpdate="0" field="azimuth"/>
  <default expression="" applyOnUpdate="0" field="image_date"/>
  <default expression="" applyOnUpdate="0" field="sensor"/>
  <default expression="" applyOnUpdate="0" field="gsd_m"/>
  <default expression="coalesce(@user_full_name, @user_account_name)" applyOnUpdate="0" field="analyst"/>
  <default expression="" applyOnUpdate="0" field="raster"/>
  <default expression="" applyOnUpdate="0" field="polygon_px"/>
  <default expression="" applyOnUpdate="0" field="polygon_map"/>
  <default expression="" applyOnUpdate="0" field="crs"/>
  <default expression="" applyOnUpdate="0" field="crs_raster"/>
  <default expression="" applyOnUpdate="0" field="crs_operation"/>
  <default expression="" applyOnUpdate="0" field="georeference"/>
  <default expression="" applyOnUpdate="0" field="chip"/>
  <default expression="" applyOnUpdate="0" field="recipe"/>
  <default expression="" applyOnUpdate="0" field="provenance"/>
  <default expression="" applyOnUpdate="0" field="model"/>
  <default expression="" applyOnUpdate="0" field="model_revision"/>
  <default expression="" applyOnUpdate="0" field="dialect"/>
  <default expression="" applyOnUpdate="0" field="prompt_version"/>
  <default expression="" applyOnUpdate="0" field="backend"/>
  <default expression="" applyOnUpdate="0" field="device"/>
  <default expression="" applyOnUpdate="0" field="raw"/>
  <default expression="" applyOnUpdate="0" field="seconds"/>
  <default expression="" applyOnUpdate="0" field="tokens"/>
  <default expression="" applyOnUpdate="0" field="finish"/>
  <default expression="" applyOnUpdate="0" field="notes"/>
  <default expression="now()" applyOnUpdate="0" field="created"/>
  <default expression="" applyOnUpdate="0" field="edited"/>
 </defaults>
 <constraints>
  <constraint constraints="0" unique_strength="0" notnull_strength="0" field="fid" exp_strength="0"/>
  <constraint constraints="0" unique_strength="0" notnull_strength="0" field="uid" exp_strength="0"/>
  <constraint constraints="0" unique_strength="0" notnull_strength="0" field="task" exp_strength="0"/>
  <constraint constraints="0" unique_strength="0" notnull_strength="0" field="question" exp_strength="0"/>
  <constraint constraints="0" unique_strength="0" notnull_strength="0" field="description" exp_strength="0"/>
  <constraint constraints="0" unique_strength="0" notnull_strength="0" field="category" exp_strength="0"/>
  <constraint constraints="0" unique_strength="0" notnull_strength="0" field="confidence" exp_strength="0"/>
  <constraint constraints="0" unique_strength="0" notnull_strength="0" field="language" exp_strength="0"/>
  <constraint constraints="0" unique_strength="0" notnull_strength="0" field="status" exp_strength="0"/>
  <constraint constraints="0" unique_strength="0" notnull_strength="0" field="evidence" exp_strength="0"/>
  <constraint constraints="0" unique_strength="0" notnull_strength="0" field="length_m" exp_strength="0"/>
  <constraint constraints="0" unique_strength="0" notnull_strength="0" field="width_m" exp_strength="0"/>
  <constraint constraints="0" unique_strength="0" notnull_strength="0" field="area_m2" exp_strength="0"/>
  <constraint constraints="0" unique_strength="0" notnull_strength="0" field="azimuth" exp_strength="0"/>
  <constraint constraints="0" unique_strength="0" notnull_strength="0" field="image_date" exp_strength="0"/>
  <constraint constraints="0" unique_strength="0" notnull_strength="0" field="sensor" exp_strength="0"/>
  <constraint constraints="0" unique_strength="0" notnull_strength="0" field="gsd_m" exp_strength="0"/>
  <constraint constraints="0" unique_strength="0" notnull_strength="0" field="analyst" exp_strength="0"/>
  <constraint constraints="0" unique_strength="0" notnull_strength="0" field="raster" exp_strength="0"/>
  <constraint constraints="0" unique_strength="0" notnull_strength="0" field="polygon_px" exp_strength="0"/>
  <constraint constraints="0" unique_strength="0" notnull_strength="0" field="polygon_map" exp_strength="0"/>
  <constraint constraints="0" unique_strength="0" notnull_strength="0" field="crs" exp_strength="0"/>
  <constraint constraints="0" unique_strength="0" notnull_strength="0" field="crs_raster" exp_strength="0"/>
  <constraint constraints="0" unique_strength="0" notnull_strength="0" field="crs_operation" exp_strength="0"/>
  <constraint constraints="0" unique_strength="0" notnull_strength="0" field="georeference" exp_strength="0"/>
  <constraint constraints="0" unique_strength="0" notnull_strength="0" field="chip" exp_strength="0"/>
  <constraint constraints="0" unique_strength="0" notnull_strength="0" field="recipe" exp_strength="0"/>
  <constraint constraints="0" unique_strength="0" notnull_strength="0" field="provenance" exp_strength="0"/>
  <constraint constraints="0" unique_strength="0" notnull_strength="0" field="model" exp_strength="0"/>
  <constraint constraints="0" unique_strength="0" notnull_strength="0" field="model_revision" exp_strength="0"/>
  <constraint constraints="0" unique_strength="0" notnull_strength="0" field="dialect" exp_strength="0"/>
  <constraint constraints="0" unique_strength="0" notnull_strength="0" field="prompt_version" exp_strength="0"/>
  <constraint constraints="0" unique_strength="0" notnull_strength="0" field="backend" exp_strength="0"/>
  <constraint constraints="0" unique_strength="0" notnull_strength="0" field="device" exp_strength="0"/>
  <constraint constraints="0" unique_strength="0" notnull_strength="0" field="raw" exp_strength="0"/>
  <constraint constraints="0" unique_strength="0" notnull_strength="0" field="seconds" exp_strength="0"/>
  <constraint constraints="0" unique_strength="0" notnull_strength="0" field="tokens" exp_strength="0"/>
  <constraint constraints="0" unique_strength="0" notnull_strength="0" field="finish" exp_strength="0"/>
  <constraint constraints="0" unique_strength="0" notnull_strength="0" field="notes" exp_strength="0"/>
  <constraint constraints="0" unique_strength="0" notnull_strength="0" field="created" exp_strength="0"/>
  <constraint constraints="0" unique_strength="0" notnull_strength="0" field="edited" exp_strength="0"/>
 </constraints>
 <constraintExpressions>
  <constraint exp="" desc="" field="fid"/>
  <constraint exp="" desc="" field="uid"/>
  <constraint exp="" desc="" field="task"/>
  <constraint exp="" desc="" field="question"/>
  <constraint exp="" desc="" field="description"/>
  <constraint exp="" desc="" field="category"/>
  <constraint exp="" desc="" field="confidence"/>
  <constraint exp="" desc="" field="language"/>
  <constraint exp="" desc="" field="status"/>
  <constraint exp="" desc="" field="evidence"/>
  <constraint exp="" desc="" field="length_m"/>
  <constraint exp="" desc="" field="width_m"/>
  <constraint exp="" desc="" field="area_m2"/>
  <constraint exp="" desc="" field="azimuth"/>
  <constraint exp="" desc="" field="image_date"/>
  <constraint exp="" desc="" field="sensor"/>
  <constraint exp="" desc="" field="gsd_m"/>
  <constraint exp="" desc="" field="analyst"/>
  <constraint exp="" desc="" field="raster"/>
  <constraint exp="" desc="" field="polygon_px"/>
  <constraint exp="" desc="" field="polygon_map"/>
  <constraint exp="" desc="" field="crs"/>
  <constraint exp="" desc="" field="crs_raster"/>
  <constraint exp="" desc="" field="crs_operation"/>
  <constraint exp="" desc="" field="georeference"/>
  <constraint exp="" desc="" field="chip"/>
  <constraint exp="" desc="" field="recipe"/>
  <constraint exp="" desc="" field="provenance"/>
  <constraint exp="" desc="" field="model"/>
  <constraint exp="" desc="" field="model_revision"/>
  <constraint exp="" desc="" field="dialect"/>
  <constraint exp="" desc="" field="prompt_version"/>
  <constraint exp="" desc="" field="backend"/>
  <constraint exp="" desc="" field="device"/>
  <constraint exp="" desc="" field="raw"/>
  <constraint exp="" desc="" field="seconds"/>
  <constraint exp="" desc="" field="tokens"/>
  <constraint exp="" desc="" field="finish"/>
  <constraint exp="" desc="" field="notes"/>
  <constraint exp="" desc="" field="created"/>
  <constraint exp="" desc="" field="edited"/>
 </constraintExpressions>
 <expressionfields/>
 <attributetableconfig actionWidgetStyle="dropDown" sortExpression="&quot;created&quot;" sortOrder="1">
  <columns>
   <column hidden="0" type="field" name="description" width="420"/>
   <column hidden="0" type="field" name="category" width="120"/>
   <column hidden="0" type="field" name="status" width="160"/>
   <column hidden="1" type="field" name="fid" width="-1"/>
   <column hidden="1" type="field" name="uid" width="-1"/>
   <column hidden="1" type="field" name="task" width="-1"/>
   <column hidden="0" type="field" name="question" width="-1"/>
   <column hidden="0" type="field" name="confidence" width="-1"/>
   <column hidden="0" type="field" name="language" width="-1"/>
   <column hidden="1" type="field" name="evidence" width="-1"/>
   <column hidden="0" type="field" name="length_m" width="-1"/>
   <column hidden="0" type="field" name="width_m" width="-1"/>
   <column hidden="0" type="field" name="area_m2" width="-1"/>
   <column hidden="0" type="field" name="azimuth" width="-1"/>
   <column hidden="0" type="field" name="image_date" width="-1"/>
   <column hidden="0" type="field" name="sensor" width="-1"/>
   <column hidden="0" type="field" name="gsd_m" width="-1"/>
   <column hidden="0" type="field" name="analyst" width="-1"/>
   <column hidden="0" type="field" name="raster" width="180"/>
   <column hidden="1" type="field" name="polygon_px" width="-1"/>
   <column hidden="1" type="field" name="polygon_map" width="-1"/>
   <column hidden="1" type="field" name="crs" width="-1"/>
   <column hidden="1" type="field" name="crs_raster" width="-1"/>
   <column hidden="1" type="field" name="crs_operation" width="-1"/>
   <column hidden="1" type="field" name="georeference" width="-1"/>
   <column hidden="1" type="field" name="chip" width="-1"/>
   <column hidden="1" type="field" name="recipe" width="-1"/>
   <column hidden="1" type="field" name="provenance" width="-1"/>
   <column hidden="1" type="field" name="model" width="-1"/>
   <column hidden="1" type="field" name="model_revision" width="-1"/>
   <column hidden="1" type="field" name="dialect" width="-1"/>
   <column hidden="1" type="field" name="prompt_version" width="-1"/>
   <column hidden="1" type="field" name="backend" width="-1"/>
   <column hidden="1" type="field" name="device" width="-1"/>
   <column hidden="1" type="field" name="raw" width="-1"/>
   <column hidden="1" type="field" name="seconds" width="-1"/>
   <column hidden="1" type="field" name="tokens" width="-1"/>
   <column hidden="1" type="field" name="finish" width="-1"/>
   <column hidden="0" type="field" name="notes" width="-1"/>
   <column hidden="0" type="field" name="created" width="-1"/>
   <column hidden="0" type="field" name="edited" width="-1"/>
   <column hidden="0" type="actions" width="-1"/>
  </columns>
 </attributetableconfig>
 <conditionalstyles>
  <rowstyles/>
  <fieldstyles/>
 </conditionalstyles>
 <storedexpressions/>
 <editform tolerant="1"></editform>
 <editforminit/>
 <editforminitcodesource>0</editforminitcodesource>
 <editforminitfilepath></editforminitfilepath>
 <editforminitcode><![CDATA[]]></editforminitcode>
 <featformsuppress>0</featformsuppress>
 <editorlayout>tablayout</editorlayout>
 <attributeEditorForm>
  <attributeEditorContainer name="Description" visibilityExpressionEnabled="0" columnCount="1" visibilityExpression="" showLabel="1" groupBox="0">
   <attributeEditorField name="description" index="4" showLabel="1"/>
   <attributeEditorField name="category" index="5" showLabel="1"/>
   <attributeEditorField name="confidence" index="6" showLabel="1"/>
   <attributeEditorContainer name="Question" visibilityExpressionEnabled="1" columnCount="1" visibilityExpression="coalesce(&quot;question&quot;, '') &lt;> ''" showLabel="0" groupBox="1">
    <attributeEditorField name="question" index="3" showLabel="1"/>
   </attributeEditorContainer>
   <attributeEditorField name="language" index="7" showLabel="1"/>
  </attributeEditorContainer>
  <attributeEditorContainer name="Object" visibilityExpressionEnabled="0" columnCount="1" visibilityExpression="" showLabel="1" groupBox="0">
   <attributeEditorField name="length_m" index="10" showLabel="1"/>
   <attributeEditorField name="width_m" index="11" showLabel="1"/>
   <attributeEditorField name="area_m2" index="12" showLabel="1"/>
   <attributeEditorField name="azimuth" index="13" showLabel="1"/>
   <attributeEditorField name="raster" index="18" showLabel="1"/>
   <attributeEditorField name="image_date" index="14" showLabel="1"/>
   <attributeEditorField name="sensor" index="15" showLabel="1"/>
   <attributeEditorField name="gsd_m" index="16" showLabel="1"/>
   <attributeEditorContainer name="Notes" visibilityExpressionEnabled="1" columnCount="1" visibilityExpression="coalesce(&quot;notes&quot;, '[]') not in ('', '[]')" showLabel="0" groupBox="1">
    <attributeEditorField name="notes" index="38" showLabel="1"/>
   </attributeEditorContainer>
  </attributeEditorContainer>
  <attributeEditorContainer name="Review" visibilityExpressionEnabled="0" columnCount="1" visibilityExpression="" showLabel="1" groupBox="0">
   <attributeEditorField name="status" index="8" showLabel="1"/>
   <attributeEditorField name="analyst" index="17" showLabel="1"/>
   <attributeEditorField name="created" index="39" showLabel="1"/>
   <attributeEditorField name="edited" index="40" showLabel="1"/>
  </attributeEditorContainer>
  <attributeEditorContainer name="Provenance" visibilityExpressionEnabled="0" columnCount="1" visibilityExpression="" showLabel="1" groupBox="0">
   <attributeEditorField name="uid" index="1" showLabel="1"/>
   <attributeEditorField name="task" index="2" showLabel="1"/>
   <attributeEditorField name="evidence" index="9" showLabel="1"/>
   <attributeEditorField name="polygon_px" index="19" showLabel="1"/>
   <attributeEditorField name="polygon_map" index="20" showLabel="1"/>
   <attributeEditorField name="crs" index="21" showLabel="1"/>
   <attributeEditorField name="crs_raster" index="22" showLabel="1"/>
   <attributeEditorField name="crs_operation" index="23" showLabel="1"/>
   <attributeEditorField name="georeference" index="24" showLabel="1"/>
   <attributeEditorField name="chip" index="25" showLabel="1"/>
   <attributeEditorField name="recipe" index="26" showLabel="1"/>
   <attributeEditorField name="provenance" index="27" showLabel="1"/>
   <attributeEditorField name="model" index="28" showLabel="1"/>
   <attributeEditorField name="model_revision" index="29" showLabel="1"/>
   <attributeEditorField name="dialect" index="30" showLabel="1"/>
   <attributeEditorField name="prompt_version" index="31" showLabel="1"/>
   <attributeEditorField name="backend" index="32" showLabel="1"/>
   <attributeEditorField name="device" index="33" showLabel="1"/>
   <attributeEditorField name="raw" index="34" showLabel="1"/>
   <attributeEditorField name="seconds" index="35" showLabel="1"/>
   <attributeEditorField name="tokens" index="36" showLabel="1"/>
   <attributeEditorField name="finish" index="37" showLabel="1"/>
  </attributeEditorContainer>
 </attributeEditorForm>
 <editable>
  <field editable="1" name="analyst"/>
  <field editable="0" name="area_m2"/>
  <field editable="0" name="azimuth"/>
  <field editable="0" name="backend"/>
  <field editable="1" name="category"/>
  <field editable="0" name="chip"/>
  <field editable="0" name="confidence"/>
  <field editable="0" name="created"/>
  <field editable="0" name="crs"/>
  <field editable="0" name="crs_operation"/>
  <field editable="0" name="crs_raster"/>
  <field editable="1" name="description"/>
  <field editable="0" name="device"/>
  <field editable="0" name="dialect"/>
  <field editable="0" name="edited"/>
  <field editable="0" name="evidence"/>
  <field editable="0" name="fid"/>
  <field editable="0" name="finish"/>
  <field editable="0" name="georeference"/>
  <field editable="0" name="gsd_m"/>
  <field editable="1" name="image_date"/>
  <field editable="1" name="language"/>
  <field editable="0" name="length_m"/>
  <field editable="0" name="model"/>
  <field editable="0" name="model_revision"/>
  <field editable="1" name="notes"/>
  <field editable="0" name="polygon_map"/>
  <field editable="0" name="polygon_px"/>
  <field editable="0" name="prompt_version"/>
  <field editable="0" name="provenance"/>
  <field editable="1" name="question"/>
  <field editable="1" name="raster"/>
  <field editable="0" name="raw"/>
  <field editable="0" name="recipe"/>
  <field editable="0" name="seconds"/>
  <field editable="1" name="sensor"/>
  <field editable="1" name="status"/>
  <field editable="0" name="task"/>
  <field editable="0" name="tokens"/>
  <field editable="0" name="uid"/>
  <field editable="0" name="width_m"/>
 </editable>
 <labelOnTop>
  <field name="analyst" labelOnTop="0"/>
  <field name="area_m2" labelOnTop="0"/>
  <field name="azimuth" labelOnTop="0"/>
  <field name="backend" labelOnTop="1"/>
  <field name="category" labelOnTop="0"/>
  <field name="chip" labelOnTop="1"/>
  <field name="confidence" labelOnTop="0"/>
  <field name="created" labelOnTop="0"/>
  <field name="crs" labelOnTop="1"/>
  <field name="crs_operation" labelOnTop="1"/>
  <field name="crs_raster" labelOnTop="1"/>
  <field name="description" labelOnTop="1"/>
  <field name="device" labelOnTop="1"/>
  <field name="dialect" labelOnTop="1"/>
  <field name="edited" labelOnTop="0"/>
  <field name="evidence" labelOnTop="1"/>
  <field name="fid" labelOnTop="0"/>
  <field name="finish" labelOnTop="1"/>
  <field name="georeference" labelOnTop="1"/>
  <field name="gsd_m" labelOnTop="0"/>
  <field name="image_date" labelOnTop="0"/>
  <field name="language" labelOnTop="0"/>
  <field name="length_m" labelOnTop="0"/>
  <field name="model" labelOnTop="1"/>
  <field name="model_revision" labelOnTop="1"/>
  <field name="notes" labelOnTop="1"/>
  <field name="polygon_map" labelOnTop="1"/>
  <field name="polygon_px" labelOnTop="1"/>
  <field name="prompt_version" labelOnTop="1"/>
  <field name="provenance" labelOnTop="1"/>
  <field name="question" labelOnTop="0"/>
  <field name="raster" labelOnTop="0"/>
  <field name="raw" labelOnTop="1"/>
  <field name="recipe" labelOnTop="1"/>
  <field name="seconds" labelOnTop="1"/>
  <field name="sensor" labelOnTop="0"/>
  <field name="status" labelOnTop="0"/>
  <field name="task" labelOnTop="1"/>
  <field name="tokens" labelOnTop="1"/>
  <field name="uid" labelOnTop="1"/>
  <field name="width_m" labelOnTop="0"/>
 </labelOnTop>
 <reuseLastValue/>
 <dataDefinedFieldProperties/>
 <widgets/>
 <mapTip>&lt;div style="width: 264px; font: 13px sans-serif">&lt;div>[% coalesce(try(eval('earthscribe_chip("uid")'), ''), '') %]&lt;/div>&lt;p style="margin: 4px 0">[% replace(replace(replace(replace(coalesce("description", ''), '&amp;', '&amp;amp;'), '&lt;', '&amp;lt;'), '>', '&amp;gt;'), '\n', '&lt;br/>') %]&lt;/p>&lt;p style="color: gray; margin: 0">[% replace(replace(replace(coalesce("status", ''), '&amp;', '&amp;amp;'), '&lt;', '&amp;lt;'), '>', '&amp;gt;') %] [% replace(replace(replace(coalesce("sensor", ''), '&amp;', '&amp;amp;'), '&lt;', '&amp;lt;'), '>', '&amp;gt;') %] [% replace(replace(replace(coalesce("image_date", ''), '&amp;', '&amp;amp;'), '&lt;', '&amp;lt;'), '>', '&amp;gt;') %]&lt;/p>&lt;/div></mapTip>
 <layerGeometryType>2</layerGeometryType>
</qgis>
